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
