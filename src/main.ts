import { createApp, watch } from 'vue'
import AppShell from './app/AppShell.vue'
import { watchForMissingPages, watchForUpdates } from './app/app-update.ts'
import { router } from './app/router.ts'
import { createFiles } from './app/create-files.ts'
import { createSync } from './app/create-sync.ts'
import { putOnFace } from './app/put-on-face.ts'
import { begunAnswered } from './data/begun-page.ts'
import { accountCommandsKey, fileCommandsKey, peopleCommandsKey, seminarsKey, syncCommandsKey } from './data/commands.ts'
import { preferences } from './data/preferences.ts'
import { setLanguage } from './texts/use-texts.ts'
import './ui/styles/main.scss'

const sync = createSync()
const files = createFiles(sync.inUsersName)

createApp(AppShell).use(router).provide(syncCommandsKey, sync.commands).provide(accountCommandsKey, { ...sync.account, erase: files.erasing(sync.account.erase) })
  .provide(peopleCommandsKey, sync.people).provide(seminarsKey, sync.seminars).provide(fileCommandsKey, files.commands).mount('#app')

const darkBySystem = matchMedia('(prefers-color-scheme: dark)')
function showMode() {
  const dark = preferences.mode === 'dark' || (preferences.mode === 'system' && darkBySystem.matches)
  document.documentElement.dataset.mode = dark ? 'dark' : 'light'
  document.documentElement.dataset.text = preferences.textSize
}
darkBySystem.addEventListener('change', showMode)
watch(preferences, showMode)
watch(() => preferences.language, (language) => setLanguage(language).catch(() => { /* bokmål, until its words can be fetched */ }), { immediate: true })
preferences.visits++

watchForMissingPages()

// The first page comes before the rest of the content and before what makes the app work without a network.
const firstPage = Promise.allSettled([router.isReady(), begunAnswered()])
void putOnFace(router, firstPage)
void firstPage.then(() => {
  sync.start()
  files.start()
  void watchForUpdates()
})
