import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/**
 * Axe finds nothing on the page as it stands, and nothing sticks out at its side: as wide as it is, or at each of these widths.
 */
export async function expectAccessible(page: Page, widths: readonly (number | undefined)[] = [undefined]): Promise<void> {
  for (const width of widths) {
    if (width !== undefined) await page.setViewportSize({ width, height: 844 })
    await expectNothingFound(page, axe(page))
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `sidelengs rulling ved ${page.viewportSize()!.width} px`).toBeLessThanOrEqual(0)
  }
}

/** Every text can be told from what is behind it: all that a change of colours alone can spoil. */
export async function expectContrast(page: Page): Promise<void> {
  await expectNothingFound(page, axe(page).withRules(['color-contrast', 'link-in-text-block']))
}

/** The app has no frames, so axe need not open a page of its own to gather what it found in each. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode(true)
}

async function expectNothingFound(page: Page, look: AxeBuilder): Promise<void> {
  // What a browser passes over, far from the screen, still has the colours of before, and what fades has those in between: axe is shown
  // all of it as it will be. And until a page has been drawn at a new width, what belongs to the old one stands there without its colours.
  await page.evaluate(() => {
    const near = new CSSStyleSheet()
    near.replaceSync('* { content-visibility: visible !important; transition: none !important; animation: none !important; }')
    document.adoptedStyleSheets = [near]
    return new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)) })
  })
  const { violations } = await look.analyze()
  expect(violations.map(({ id, nodes }) => `${page.viewportSize()!.width}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)).toEqual([])
}
