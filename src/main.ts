import { createApp, watch } from 'vue'
import AppShell from './app/AppShell.vue'
import { watchForUpdates } from './app/app-update.ts'
import { router } from './app/router.ts'
import { createSync } from './app/create-sync.ts'
import { putOnFace } from './app/put-on-face.ts'
import { begunAnswered } from './data/begun-page.ts'
import { accountCommandsKey, syncCommandsKey } from './data/commands.ts'
import { preferences } from './data/preferences.ts'
import { setLanguage } from './texts/use-texts.ts'
import './ui/styles/main.scss'

const sync = createSync()

createApp(AppShell).use(router).provide(syncCommandsKey, sync.commands).provide(accountCommandsKey, sync.account).mount('#app')

const darkBySystem = matchMedia('(prefers-color-scheme: dark)')
function showMode() {
  const dark = preferences.mode === 'dark' || (preferences.mode === 'system' && darkBySystem.matches)
  document.documentElement.dataset.mode = dark ? 'dark' : 'light'
  document.documentElement.dataset.text = preferences.textSize
}
darkBySystem.addEventListener('change', showMode)
watch(preferences, showMode)
watch(() => preferences.language, (language) => void setLanguage(language), { immediate: true })
preferences.visits++

// A page whose chunk was replaced by a newer build is loaded once more, whole; the mark stops a loop until a page has come.
window.addEventListener('vite:preloadError', (event) => {
  if (sessionStorage.getItem('feltboka:reloaded')) return
  event.preventDefault()
  sessionStorage.setItem('feltboka:reloaded', '1')
  location.reload()
})

void router.isReady().then(() => sessionStorage.removeItem('feltboka:reloaded'), () => { /* said by the page, or loaded once more */ })

// The first page comes before the rest of the content and before what makes the app work without a network.
const firstPage = Promise.allSettled([router.isReady(), begunAnswered()])
void putOnFace(router, firstPage)
void firstPage.then(() => {
  sync.start()
  void watchForUpdates()
})
