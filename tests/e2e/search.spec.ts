import { expect, filled, installed, test } from './feltboka.ts'

test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource/] })

test('søket svarer mens en skriver, merker treffene, sier hvorfor og virker uten nett', async ({ page, context }) => {
  await page.goto('/')
  await installed(page)
  await filled(page)
  await page.goto('/sok')
  await page.getByRole('searchbox').fill('ppt henvisninger')
  const results = page.getByRole('main').locator('ul > li').filter({ has: page.locator('a') })
  await expect(results.first()).toBeVisible()
  await expect(page.locator('mark').first()).toBeVisible()
  await expect(page.getByText('Derfor:').first()).toBeVisible()
  await expect(page).toHaveURL(/q=ppt/)
  await context.setOffline(true)
  await page.getByRole('searchbox').fill('overgangslaerer')
  await expect(page.getByRole('link', { name: /Overgangslærer/ }).first()).toBeVisible()
})

test('skråstrek åpner søket, men ikke mens en skriver', async ({ page }) => {
  await page.goto('/bibliotek')
  await filled(page)
  await page.keyboard.press('/')
  await expect(page).toHaveURL(/\/sok/)
  await page.getByRole('searchbox').fill('a/b')
  await expect(page.getByRole('searchbox')).toHaveValue('a/b')
})

test('ingen treff sier hva en kan gjøre', async ({ page }) => {
  await page.goto('/sok?q=xyzzyqwert')
  await filled(page)
  await expect(page.getByText(/Ingen treff/).first()).toBeVisible()
})

test('på et første besøk svarer søket først når det har hele innholdet', async ({ page }) => {
  await page.addInitScript(() => {
    const said = new Set<string>()
    Object.assign(window, { said })
    new MutationObserver(() => { said.add(document.querySelector('main h2')?.textContent ?? ''); said.add(document.querySelector('.search-count')?.textContent ?? '') })
      .observe(document, { childList: true, subtree: true, characterData: true })
  })
  await page.goto('/sok?q=ppt')
  await expect(page.getByRole('main').locator('.result').first()).toBeVisible()
  await filled(page)
  const said = await page.evaluate(() => [...(window as unknown as { said: Set<string> }).said])
  expect(said.filter((words) => /Ingen treff/.test(words))).toEqual([])
  expect(said.filter((words) => /treff/.test(words))).toHaveLength(1)
})
