import { expect, filled, shown, stored, test } from './feltboka.ts'

const chapter = '/handboker/slik-utvikler-og-implementerer-vi/okonomi'

test('bokmerket blir liggende på enheten', async ({ page }) => {
  await page.goto(chapter)
  await filled(page)
  await page.getByRole('button', { name: /bokmerke/i }).first().click()
  await expect(page.getByRole('button', { name: /fjern bokmerke/i }).first()).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: /fjern bokmerke/i }).first()).toBeVisible()
  await page.goto('/')
  await expect(page.getByRole('link', { name: /Pukkelkostnader/ }).first()).toBeVisible()
})

test('et notat lagres mens en skriver, og står der etter omlasting', async ({ page }) => {
  await page.goto(chapter)
  await filled(page)
  await page.getByRole('button', { name: /notat/i }).first().click()
  await page.getByRole('textbox').first().fill('Ta opp på ledermøtet: Hvem dekker pukkelen?')
  await expect.poll(async () => (await stored(page, 'feltboka-device', 'notes')).length).toBe(1)
  await page.reload()
  await expect(page.getByText('Hvem dekker pukkelen?')).toBeVisible()
})

test('lesestedet huskes, og forsiden tilbyr å fortsette', async ({ page }) => {
  await page.goto(chapter)
  await filled(page)
  await shown(page)
  await page.evaluate(() => window.scrollTo({ top: document.body.scrollHeight / 2 }))
  await expect.poll(async () => (await stored<{ part: number }>(page, 'feltboka-device', 'positions')).some((position) => position.part > 0.2)).toBe(true)
  await page.goto('/')
  await expect(page.getByText('Fortsett å lese')).toBeVisible()
  await page.getByRole('link', { name: /Pukkelkostnader/ }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Pukkelkostnader')
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(200)
})

test('neste kapittel, og tilbake', async ({ page }) => {
  await page.goto(chapter)
  await filled(page)
  const first = await page.getByRole('heading', { level: 1 }).innerText()
  await page.getByRole('link', { name: /neste/i }).last().click()
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(first)
  await page.getByRole('link', { name: /forrige/i }).last().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(first)
})

test('en referanse i teksten går til referansen', async ({ page }) => {
  await page.goto('/kunnskap/ungt-utenforskap')
  await filled(page)
  const reference = page.getByRole('link', { name: /^Referanse/ }).first()
  const id = (await reference.getAttribute('href'))!.split('#')[1]!
  await reference.click()
  await expect(page.locator(`#${id}`)).toBeInViewport()
})
