import { expect, filled, shown, stored, test } from './feltboka.ts'

test('alt innholdet er der: 51 prosjekter, modellene, håndbøkene, seminarene og registeret', async ({ page }) => {
  await page.goto('/lagring')
  await filled(page)
  const counts: Record<string, number> = {}
  for (const store of ['documents', 'register']) {
    // Those that have a host were made here, by others.
    for (const { kind, data } of await stored<{ kind: string; data: { host?: string } }>(page, 'feltboka-public', store)) if (data.host === undefined) counts[kind] = (counts[kind] ?? 0) + 1
  }
  expect(counts.project).toBe(51)
  expect(counts.model).toBeGreaterThanOrEqual(25)
  expect(counts.handbook).toBe(5)
  expect(counts.seminar).toBe(15)
  expect(counts.annexRow).toBe(20)
  expect(counts.obstacle).toBeGreaterThanOrEqual(20 + 8)
})

test('et filter står i adressen, kan deles og kan tas bort', async ({ page }) => {
  await page.goto('/modeller')
  await filled(page)
  await expect(page.getByRole('main').locator('.rows > li').nth(20)).toBeVisible()
  const all = await page.getByRole('main').locator('.rows > li').count()
  await page.goto('/modeller?tjeneste=barnehage')
  await shown(page)
  await expect(page.getByRole('main').locator('.rows > li').first()).toBeVisible()
  const some = await page.getByRole('main').locator('.rows > li').count()
  expect(some).toBeGreaterThan(0)
  expect(some).toBeLessThan(all)
})

test('lenker i begge retninger: modell, prosjekt, hindring', async ({ page }) => {
  await page.goto('/modeller/overgangslaerer')
  await filled(page)
  await page.getByRole('link', { name: /H-2024-38|gråsone mellom bydel og skole/i }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('gråsone')
  await page.getByRole('link', { name: /Overgangslærer/ }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overgangslærer')
})

test('språket byttes uten ny lasting, og huskes', async ({ page }) => {
  await page.goto('/mer')
  await page.evaluate(() => { (window as unknown as { same: boolean }).same = true })
  await page.getByLabel('Nynorsk').check()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Heim' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('nn')
  expect(await page.evaluate(() => (window as unknown as { same?: boolean }).same)).toBe(true)
  await page.reload()
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Heim' })).toBeVisible()
})

test('mørk modus velges, gjelder før første maling og følger ellers systemet', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/mer')
  await page.getByLabel('Mørk').check()
  await expect(page.locator('html')).toHaveAttribute('data-mode', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-mode', 'dark')
})

test('en feil adresse gir en side som hjelper', async ({ page }) => {
  for (const path of ['/finnes/ikke', '/modeller/finnes-ikke', '/hindringer/H-1999-1', '/handboker/slik-utvikler-og-implementerer-vi/finnes-ikke']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('main').getByRole('link').first()).toBeVisible()
    await expect(page.getByRole('main')).toContainText(/finner ikke/i)
  }
})
