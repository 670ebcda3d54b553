import { expectAccessible, expectContrast } from './accessible.ts'
import { everyPage, expect, filled, shown, test } from './feltboka.ts'

for (const [name, path] of everyPage) {
  test(`${name}: axe finner ingenting, og ingenting stikker ut, lyst og mørkt`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.goto(path)
    await filled(page)
    await shown(page)
    await expectAccessible(page, [320, 390, 1280])
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    // What is below the screen and not drawn as yet would keep the colours of the day.
    await page.reload()
    await shown(page)
    await expectContrast(page)
  })
}

test('hver side har ett navn og en beskrivelse, og navnet sier hvor en er', async ({ page }) => {
  const titles = new Set<string>()
  for (const [, path] of everyPage) {
    await page.goto(path)
    await shown(page)
    await expect(page.locator('main h1')).toHaveCount(1)
    expect(await page.title()).toMatch(/Feltboka/)
    titles.add(await page.title())
  }
  expect(titles.size).toBeGreaterThan(everyPage.length - 3)
})

test('alt kan nås med tastaturet, og fokus er synlig', async ({ page }) => {
  await page.goto('/mer')
  await filled(page)
  for (const path of ['/', '/modeller', '/modeller/overgangslaerer', '/sok?q=barnehage', '/hindringer/H-2024-16', '/mer']) {
    await page.goto(path)
    await shown(page)
    // Radio buttons of one name are one stop: the arrows move within them.
    const reachable = await page.evaluate(() => new Set([...document.querySelectorAll<HTMLInputElement>('a[href], button, input, select, textarea, summary')]
      .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0)
      .map((e) => (e.type === 'radio' ? e.name : e))).size)
    const seen = new Set<string>()
    for (let i = 0; i < reachable + 5; i++) {
      await page.keyboard.press('Tab')
      const focus = await page.evaluate(() => {
        const e = document.activeElement as HTMLElement
        // A field may show its focus on the frame around it.
        const visible = [e, e.parentElement, e.parentElement?.parentElement].some((shown) => {
          if (!shown) return false
          const { outlineStyle, outlineWidth } = getComputedStyle(shown)
          return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
        })
        const id = [...document.querySelectorAll('*')].indexOf(e)
        return { id: `${e.tagName} ${id}`, body: e === document.body, visible, html: e.outerHTML.slice(0, 120) }
      })
      if (focus.body) continue
      expect(focus.visible, `${path}: fokus er ikke synlig på ${focus.html}`).toBe(true)
      seen.add(focus.id)
    }
    expect(seen.size, `${path}: noe kan ikke nås med Tab`).toBeGreaterThanOrEqual(reachable)
  }
})

test('en ny side leses opp og får fokus, og snarveien hopper over menyen', async ({ page }) => {
  await page.goto('/')
  await shown(page)
  await page.keyboard.press('Tab')
  await expect(page.locator('a.skip')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('main')).toBeFocused()
  await page.getByRole('navigation').getByRole('link', { name: 'Bibliotek' }).click()
  await shown(page)
  await expect(page.locator('main')).toBeFocused()
  await expect(page.locator('body > #app > p[aria-live]')).toHaveText(/Bibliotek/)
})
