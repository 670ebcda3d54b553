import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, filled, installed, test } from './feltboka.ts'

test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] })

const words = 'Tolken kommer ikke når timen flyttes, og vi må ringe flere steder.'
const ready = async (page: Page) => {
  await page.goto('/')
  await installed(page)
  await filled(page)
}
const field = (page: Page) => page.getByRole('textbox', { name: 'Hva stopper dere?' })
const saved = (page: Page) => expect(page.getByText(/Lagret på enheten kl\./)).toBeVisible()

/** Taps as a person does, and counts them. */
function counted(page: Page) {
  let taps = 0
  return { tap: async (name: string | RegExp, role: 'link' | 'button' | 'radio' = 'button') => { taps++; await page.getByRole(role, { name, exact: typeof name === 'string' }).first().click() }, get taps() { return taps } }
}

test('fra første trykk til kvittering uten nett: seks trykk første gang, tre senere', async ({ page, context }) => {
  await ready(page)
  await context.setOffline(true)
  const first = counted(page)
  await first.tap('Meld', 'link')
  await field(page).fill(words)
  await page.getByText('Barnehage', { exact: true }).click()
  await page.getByText('Stovner', { exact: true }).click()
  await first.tap('Neste')
  await expect(page.getByRole('heading', { name: 'Slik ser det ut for andre' })).toBeFocused()
  await expect(page.getByText('Ansatt, uten navn')).toBeVisible()
  await first.tap('Send meldingen')
  expect(first.taps + 2).toBeLessThanOrEqual(6)
  await expect(page.getByText('På denne enheten, i kø')).toBeVisible()
  await expect(page.getByText('Meldingen ligger trygt på enheten og sendes når du får nett.')).toBeVisible()
  await expect(page.getByText(/Kvittering M-/)).toHaveCount(0)

  const second = counted(page)
  await second.tap('Meld', 'link')
  await expect(page.getByText('Barnehage, Bydel Stovner')).toBeVisible()
  await field(page).fill('Det er ingen som svarer på telefonen hos oss.')
  await second.tap('Neste')
  await second.tap('Send meldingen')
  expect(second.taps).toBeLessThanOrEqual(3)
  await expect(page.getByText('På denne enheten, i kø')).toBeVisible()

  await context.setOffline(false)
  await expect(page.getByText(/Kvittering M-\d{4}-\d+/)).toBeVisible({ timeout: 30_000 })
  await page.getByRole('link', { name: /Mine saker/ }).first().click()
  await expect(page.getByText('Mottatt', { exact: true })).toHaveCount(2)
})

test('et fødselsnummer stopper meldingen, tas bort med ett trykk, og skjules i kladden på enheten', async ({ page }) => {
  await ready(page)
  await page.goto('/meld')
  await field(page).fill('Da barnet (158892 00038) kom, var det ingen plass.')
  await expect(page.getByText('Ta bort fødselsnummeret')).toBeVisible()
  await saved(page)
  await page.getByRole('button', { name: 'Neste' }).click()
  await expect(field(page)).toBeFocused()
  await expect(page).not.toHaveURL(/steg=2/)
  await page.goto('/saker')
  await page.getByRole('link', { name: /Da barnet/ }).click()
  await expect(field(page)).toHaveValue('Da barnet (•••••• •••••) kom, var det ingen plass.')
  await field(page).fill('Da barnet (158892 00038) kom, var det ingen plass.')
  await page.getByRole('button', { name: /^Ta bort nummeret/ }).click()
  expect(await field(page).inputValue()).not.toMatch(/\d/)
  await page.getByRole('button', { name: 'Neste' }).click()
  await expect(page).toHaveURL(/steg=2/)
})

test('det som ikke er et fødselsnummer, går gjennom hos serveren med et merke', async ({ page }) => {
  await ready(page)
  await page.goto('/meld')
  await field(page).fill('Saken har nummer 158892 00038 i arkivet vårt.')
  await page.getByRole('button', { name: 'Det er ikke et fødselsnummer' }).click()
  await page.getByRole('button', { name: 'Neste' }).click()
  await page.getByRole('button', { name: 'Send meldingen' }).click()
  await expect(page.getByText(/Kvittering M-/)).toBeVisible({ timeout: 30_000 })
})

test('det som mangler, sies samlet, og fører til feltet', async ({ page }) => {
  await ready(page)
  await page.goto('/meld')
  await page.getByRole('button', { name: 'Neste' }).click()
  await expect(page.getByRole('group', { name: 'Ett svar må rettes' })).toBeFocused()
  await page.getByRole('link', { name: /Hva stopper dere\? Dette må fylles ut/ }).click()
  await expect(field(page)).toBeFocused()
  await field(page).fill(words)
  await expect(page.getByRole('group', { name: 'Ett svar må rettes' })).toHaveCount(0)
})

test('kladden lagrer seg selv, og står der etter omlasting, språkbytte og en ny fane', async ({ page, context }) => {
  await ready(page)
  await page.goto('/meld')
  await field(page).fill(words)
  await saved(page)
  await expect(page).toHaveURL(/kladd=/)
  await page.reload()
  await expect(field(page)).toHaveValue(words)
  await page.goto('/mer')
  await page.getByText('Nynorsk', { exact: true }).click()
  await page.goto('/saker')
  await page.getByRole('link', { name: /Tolken kommer ikke/ }).click()
  await expect(page.getByRole('textbox', { name: 'Kva stoppar dykk?' })).toHaveValue(words)
  const address = page.url()
  await page.close()
  const next = await context.newPage()
  await next.goto(address)
  await expect(next.getByRole('textbox', { name: 'Kva stoppar dykk?' })).toHaveValue(words)
})

test('en melding i kø kan endres før den sendes, og trekkes tilbake etterpå', async ({ page, context }) => {
  await ready(page)
  await context.setOffline(true)
  await page.getByRole('link', { name: 'Meld', exact: true }).click()
  await field(page).fill(words)
  await page.getByRole('button', { name: 'Neste' }).click()
  await page.getByRole('button', { name: 'Send meldingen' }).click()
  await page.getByRole('button', { name: 'Endre før den sendes' }).click()
  await field(page).fill(`${words} Det tar tid.`)
  await page.getByRole('button', { name: 'Neste' }).click()
  await page.getByRole('button', { name: 'Send meldingen' }).click()
  await context.setOffline(false)
  await expect(page.getByText(/Kvittering M-/)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('definition').filter({ hasText: `${words} Det tar tid.` })).toBeVisible()
  await page.getByRole('button', { name: 'Trekk tilbake' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Trekk tilbake' }).click()
  await expect(page.getByText('Ingen arbeider videre med meldingen.')).toBeVisible({ timeout: 30_000 })
  await page.goto('/saker')
  await expect(page.getByText('Trukket tilbake')).toBeVisible()
})

test('en mottatt melding kan rettes til noen har lest den, og et svar som ikke er sendt, ligger klart', async ({ page, context }) => {
  await ready(page)
  await page.goto('/meld')
  await field(page).fill(words)
  await page.getByRole('button', { name: 'Neste' }).click()
  await page.getByRole('button', { name: 'Send meldingen' }).click()
  await expect(page.getByText(/Kvittering M-/)).toBeVisible({ timeout: 30_000 })
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Rett meldingen' }).click()
  await field(page).fill(`${words} Det gjelder somalisk.`)
  await page.getByRole('button', { name: 'Neste' }).click()
  await page.getByRole('button', { name: 'Send rettelsen' }).click()
  await expect(page.getByText('Rettelsen er ikke sendt ennå')).toBeVisible()
  await expect(page.getByRole('definition').filter({ hasText: 'Det gjelder somalisk.' })).toBeVisible()

  await page.getByRole('button', { name: 'Legg til noe' }).click()
  await page.getByRole('textbox', { name: 'Hva vil du legge til?' }).fill('Vi har ringt i dag også.')
  await page.getByRole('button', { name: 'Avbryt' }).click()
  await page.getByRole('button', { name: 'Skriv videre på det du begynte på' }).click()
  await expect(page.getByRole('textbox', { name: 'Hva vil du legge til?' })).toHaveValue('Vi har ringt i dag også.')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByText('Det er lagt til.')).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText(/^Rettet/)).toBeVisible({ timeout: 30_000 })
})

test('det en annen app deler, blir de første ordene, og siden det gjelder, følger med', async ({ page }) => {
  await ready(page)
  const manifest = await page.evaluate(async () => (await (await fetch('/manifest.webmanifest')).json()) as { share_target: { action: string; params: Record<string, string> } })
  const { action, params } = manifest.share_target
  const address = (shared: Record<string, string>) => `${action}?${new URLSearchParams(Object.entries(shared).map(([name, value]) => [params[name]!, value]))}`
  await page.goto(address({ title: 'Tolk i Oslo', text: 'Ingen å få tak i', url: `${new URL(page.url()).origin}/modeller/sprakstart` }))
  await expect(field(page)).toHaveValue('Tolk i Oslo\nIngen å få tak i')
  await expect(page.getByRole('definition').filter({ hasText: 'Språkstart' })).toBeVisible()
  await field(page).press('End')
  await field(page).pressSequentially(' nå')
  await saved(page)
  await expect(page).toHaveURL(/\/meld\?kladd=[\w-]+$/)
})

test('fra en modell til et skjema som vet hva det gjelder, og tilbake', async ({ page }) => {
  await ready(page)
  await page.goto('/modeller/sprakstart')
  await page.getByRole('link', { name: 'Fortell hvordan det gikk hos dere' }).click()
  await expect(page.getByRole('definition').filter({ hasText: 'Språkstart' })).toBeVisible()
  await page.getByText('Ja, vi bruker det fast').click()
  await page.getByText('Si mer').click()
  await page.getByRole('textbox', { name: /Hva virker/ }).first().fill('Samtalene')
  await page.getByRole('button', { name: 'Neste' }).click()
  await page.getByRole('button', { name: 'Send meldingen' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Samtalene')
  await expect(page.getByText('Ja, vi bruker det fast')).toBeVisible()
  await expect(page.getByText(/Kvittering M-/)).toBeVisible({ timeout: 30_000 })

  await page.goto('/modeller/sprakstart')
  await page.getByRole('link', { name: 'Meld en hindring' }).click()
  await page.getByRole('link', { name: 'Lukk. Kladden blir liggende' }).click()
  await expect(page).toHaveURL(/\/modeller\/sprakstart$/)
})

test('et nummer der arbeidsstedet skulle stå, stopper også', async ({ page }) => {
  await ready(page)
  await page.goto('/meld')
  await field(page).fill(words)
  await page.getByRole('textbox', { name: /Arbeidssted/ }).fill('Lia 158892 00038')
  await page.getByRole('button', { name: 'Neste' }).click()
  await expect(page.getByRole('textbox', { name: /Arbeidssted/ })).toBeFocused()
  await page.getByRole('button', { name: /^Ta bort nummeret/ }).click()
  await page.getByRole('button', { name: 'Neste' }).click()
  await expect(page.getByRole('definition').filter({ hasText: 'Lia' })).toBeVisible()
})

test('en kladd kan slettes, etter et spørsmål', async ({ page }) => {
  await ready(page)
  await page.goto('/meld')
  await field(page).fill(words)
  await saved(page)
  await page.goto('/saker')
  await page.getByRole('button', { name: /^Slett kladden: Tolken/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Behold den' }).click()
  await expect(page.getByRole('link', { name: /Tolken/ })).toBeVisible()
  await page.getByRole('button', { name: /^Slett kladden: Tolken/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Slett' }).click()
  await expect(page.getByRole('heading', { name: 'Du har ingen saker ennå' })).toBeVisible()
})

test('en sak og det siste steget har ingen feil for den som ikke ser', async ({ page, context }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await ready(page)
  await context.setOffline(true)
  const look = async () => {
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 844 })
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']).analyze()
      expect(violations.map((v) => `${width}: ${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
    }
  }
  await page.getByRole('link', { name: 'Meld', exact: true }).click()
  await field(page).fill('Barnet heter Amina og har nummer 158892 00038')
  await expect(page.getByText('Ta bort fødselsnummeret')).toBeVisible()
  await page.getByText('Si mer').click()
  await look()
  await field(page).fill(words)
  await page.getByRole('button', { name: 'Neste' }).click()
  await look()
  await page.getByRole('button', { name: 'Send meldingen' }).click()
  await expect(page.getByText('På denne enheten, i kø')).toBeVisible()
  await look()
})
