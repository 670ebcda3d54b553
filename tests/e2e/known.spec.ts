import type { Page } from '@playwright/test'
import { startStandIn, type StandIn } from '../../supabase/local/stand-in.ts'
import { loadContent } from '../../supabase/publish/load-content.ts'
import { withClient } from '../support/database.ts'
import { expectAccessible } from './accessible.ts'
import { expect, filled, installed, test } from './feltboka.ts'

test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] })

const words = 'Det tar altfor lang tid å registrere foreldrenes språk i CGM i svangerskapskontrollen.'
const title = 'Foreldrenes språk er tungvint å registrere i CGM'
const field = (page: Page) => page.getByRole('textbox', { name: 'Hva stopper dere?' })

async function ready(page: Page) {
  await page.goto('/')
  await installed(page)
  await filled(page)
}
async function look(page: Page) {
  for (const [width, colorScheme] of [[1280, 'dark'], [320, 'light']] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 844 })
    await expectAccessible(page)
  }
}

test('uten nett fra første trykk: det noen skriver, ligner på noe kjent, og ett trykk sender det i stedet', async ({ page, context }) => {
  await ready(page)
  await context.setOffline(true)
  await page.getByRole('link', { name: 'Meld', exact: true }).click()
  await field(page).fill('Kaffemaskinen på pauserommet er ødelagt igjen.')
  await expect(page.getByText(/Lagret på enheten kl\./)).toBeVisible()
  await field(page).fill(words)
  const offers = page.getByRole('region', { name: /^Er det/ })
  await expect(offers).toBeVisible({ timeout: 20_000 })
  await expect(field(page), 'ingenting flytter seg fra den som skriver').toBeFocused()
  await look(page)

  await offers.getByRole('link', { name: title }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await page.goBack()
  await expect(field(page)).toHaveValue(words)

  await page.getByRole('button', { name: `Gjelder oss også: ${title}` }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await expect(page.getByText('På denne enheten, i kø')).toBeVisible()
  await expect(page.getByRole('definition').filter({ hasText: words })).toBeVisible()
  await page.getByRole('link', { name: /Mine saker/ }).first().click()
  await expect(page.getByRole('link', { name: new RegExp(title) })).toContainText('Ikke sendt ennå')
  await expect(page.getByRole('heading', { name: 'Kladder' }), 'teksten er med, og kladden borte').toHaveCount(0)

  await context.setOffline(false)
  await page.getByRole('link', { name: new RegExp(title) }).click()
  await expect(page.getByText('Koblet til H-2024-16')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/Kvittering M-\d{4}-\d+/)).toBeVisible()
  await expect(page.getByText('Lest', { exact: true }), 'ingen har lest den').toHaveCount(0)
})

test('et fødselsnummer i teksten går ikke med, og forslag som ikke passer, kan legges bort', async ({ page }) => {
  await ready(page)
  await page.goto('/meld')
  await field(page).fill(`${words} Barnet har nummer 158892 00038.`)
  await page.getByRole('button', { name: `Gjelder oss også: ${title}` }).click()
  await expect(field(page)).toBeFocused()
  await expect(page).toHaveURL(/\/meld/)
  await page.getByRole('button', { name: /Nei/ }).click()
  await expect(page.getByRole('region', { name: /^Er det/ })).toHaveCount(0)
  await expect(page.getByText('Forslagene er lagt bort.')).toBeFocused()
})

test('på hindringens side og ved en modell: sagt, sett og trukket tilbake uten nett', async ({ page, context }) => {
  await ready(page)
  await page.goto('/hindringer/H-2024-16')
  await page.getByRole('button', { name: 'Gjelder oss også' }).waitFor()
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Gjelder oss også' }).click()
  await expect(page.getByText('Du har meldt at dette gjelder dere.')).toBeFocused()
  await look(page)
  await page.getByRole('link', { name: /^Språkstart/ }).click()
  const known = page.locator('.known')
  await expect(known.getByText('Du har meldt at dette gjelder dere.')).toHaveCount(1)
  await known.getByRole('button', { name: `Trekk tilbake: ${title}` }).click()
  await expect(known.getByRole('button', { name: `Gjelder oss også: ${title}` })).toBeFocused()
  await known.getByRole('button', { name: `Gjelder oss også: ${title}` }).click()
  await known.getByRole('link', { name: `Se saken: ${title}` }).click()
  await expect(page.getByRole('definition').filter({ hasText: 'Språkstart' })).toBeVisible()
  await page.getByRole('button', { name: 'Endre før den sendes' }).click()
  await page.getByRole('textbox', { name: /Vil du si noe/ }).fill('Vi skriver det på lapper.')
  await expect(page.getByRole('definition').filter({ hasText: title })).toBeVisible()
  await page.getByRole('button', { name: 'Neste' }).click()
  await page.getByRole('button', { name: 'Send meldingen' }).click()
  await expect(page.getByText('Vi skriver det på lapper.')).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText('Koblet til H-2024-16')).toBeVisible({ timeout: 30_000 })
})

/** The same content on a server of its own, where twelve have reported. */
const testWithReports = test.extend<{ standIn: StandIn }>({
  standIn: async ({}, use) => {
    const standIn = await startStandIn({ siteFolder: 'dist', prepare: async (databaseUrl) => {
      await loadContent({ databaseUrl, contentDir: 'supabase/content' })
      await withClient(databaseUrl, (client) => client.query(`
        begin; select private.lock_stream('mine');
        insert into public.reports (id, owner, number, year, serial, form, form_version, answers, context, hide_place, obstacle, status)
        select gen_random_uuid(), gen_random_uuid(), 'M-2031-' || n, 2031, n, 'gjelder-oss-ogsa', 1, '{}',
          '{"ref": "chapter:ex-in-veilederen/om"}'::jsonb || case when n > 6 then '{"section": "mangler"}'::jsonb else '{}' end, true, 'H-2024-56', 'connected' from generate_series(1, 12) n;
        commit; select private.refresh_tallies()`))
    } })
    await use(standIn)
    await standIn.stop()
  },
  baseURL: async ({ standIn }, use) => { await use(standIn.url) },
})

testWithReports('når mange har meldt, forteller siden det, og fra et avsnitt kommer en til et skjema som vet hva det gjelder', async ({ page }) => {
  await ready(page)
  await page.goto('/hindringer/H-2024-56')
  await expect(page.getByText('12 har meldt at dette stopper dem.')).toBeVisible()
  await page.goto('/handboker/ex-in-veilederen/om')
  await expect(page.getByText('12 har meldt at noe stopper dem her.')).toBeVisible()
  await expect(page.getByText('6 har meldt om «Det som mangler her».')).toBeVisible()
  await expect(page.getByRole('link', { name: /^Ansvaret etter soning har mange gråsoner/ })).toBeVisible()
  await look(page)
  await page.getByRole('link', { name: 'Si fra om «For hvem»' }).click()
  await expect(page.getByRole('definition').filter({ hasText: 'For hvem' })).toBeVisible()
  await field(page).fill('Ingen av oss har tilgang til den.')
  await page.getByRole('button', { name: 'Neste' }).click()
  await page.getByRole('button', { name: 'Send meldingen' }).click()
  await expect(page.getByText(/Kvittering M-/)).toBeVisible({ timeout: 30_000 })
  await page.goto('/handboker/ex-in-veilederen/om')
  await page.getByRole('link', { name: 'Du har meldt om dette' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ingen av oss har tilgang til den.')
})
