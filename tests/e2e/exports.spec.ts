import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import mammoth from 'mammoth'
import readXlsx from 'read-excel-file/node'
import { expectAccessible, expectContrast } from './accessible.ts'
import { expect, filled, installed, open, signIn, sql, test } from './bad-network.ts'

test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] })

/** What is saved by a button: its name, and the file. */
async function saved(page: Page, button: string): Promise<{ name: string; file: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()])
  return { name: download.suggestedFilename(), file: readFileSync(await download.path()) }
}

test('kontoret fryser registeret, laster ned vedlegget i Word, og gjør det igjen uten nett', async ({ page, context, standIn, mark }) => {
  await open(page)
  const uid = await signIn(page, standIn, `${mark}@example.org`)
  await page.goto('/vedlegg')
  await expect(page.getByText('Bare for programkontoret')).toBeVisible()
  await expectAccessible(page)
  await installed(page)
  await filled(page)
  await sql(standIn, `insert into public.role_assignments (user_id, role) values ($1, 'office')`, [uid])
  await page.goto('/mer/synk')
  await page.getByRole('button', { name: 'Synk nå' }).click()

  await page.goto('/vedlegg')
  await page.getByLabel(/^Frosset 31\. desember 2024/).check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Hent til enheten' }).click()
  await expect(page.getByRole('heading', { name: 'Strukturelle og organisatoriske hindringer' })).toBeVisible()
  await expect(page.getByLabel('Alle dokumenterte i 2024 (61)')).toBeChecked()
  await expect(page.getByText('3 rader mangler oppfølging')).toBeVisible()
  await expect(page.getByText('Ingen navn eller fødselsnumre funnet')).toBeVisible()
  await page.getByRole('button', { name: 'Neste del' }).click()
  await expect(page.getByRole('heading', { name: /^Forhåndsvisning, del 2 av \d+$/ })).toBeVisible()
  await expectAccessible(page, [320, 1280])
  await page.evaluate(() => { document.documentElement.dataset.mode = 'dark' })
  await expectContrast(page)

  await page.getByRole('button', { name: 'Frys registeret nå' }).click()
  await expect(page.getByLabel('Navn')).toBeFocused()
  await page.getByLabel('Navn').fill(mark)
  await page.getByRole('button', { name: 'Frys registeret nå' }).click()
  await page.getByRole('button', { name: 'Frys', exact: true }).click()
  const own = page.getByLabel(new RegExp(`${mark}\\. 61 hindringer`))
  await own.check({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Hent til enheten' }).click()
  await page.getByLabel('Statusliste til styret').check()
  await expect(page.getByRole('heading', { name: /^Status for hindringene/ })).toBeVisible()

  await context.setOffline(true)
  await page.goto('/vedlegg')
  await page.getByLabel(/^Frosset 31\. desember 2024/).check()
  const word = await saved(page, 'Last ned Word')
  expect(word.name).toBe('vedlegg-2024.docx')
  const { value } = await mammoth.extractRawText({ buffer: word.file })
  for (const words of ['Strukturelle og organisatoriske hindringer', 'Bedre kommunikasjon (BSR)', 'H-2024-53', 'H-2024-61']) expect(value).toContain(words)
  const excel = await saved(page, 'Excel')
  const [sheet] = await readXlsx(excel.file)
  expect([excel.name, sheet!.data.length]).toEqual(['vedlegg-2024.xlsx', 62])
  const csv = await saved(page, 'CSV')
  expect(csv.file.toString('utf8')).toMatch(/^\uFEFFRad;Prosjekt;Nummer;/)
  await own.check()
  await expect(page.getByRole('button', { name: 'Last ned Word' })).toBeVisible()
  await context.setOffline(false)
})
