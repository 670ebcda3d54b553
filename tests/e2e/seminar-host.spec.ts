import { withClient } from '../support/database.ts'
import { expectAccessible } from './accessible.ts'
import { expect, stored, test } from './feltboka.ts'
import { atTheOffice, computer, report, sync, withRole } from './people.ts'

test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] })

test.setTimeout(300_000)

type Page = Parameters<typeof sync>[0]

const sent = (page: Page) => expect.poll(() => stored(page, 'feltboka-device', 'outbox'), { timeout: 30_000 }).toEqual([])
const accountOf = async (page: Page) => (await stored<{ key: string; value: { uid: string } }>(page, 'feltboka-device', 'facts')).find(({ key }) => key === 'account')!.value.uid

/** Makes a seminar from the first template; when this is done its page for editing is open. */
async function make(page: Page, title: string): Promise<void> {
  await page.goto('/seminarer')
  await page.getByRole('link', { name: 'Lag seminar' }).click()
  await page.getByLabel('Tittel').fill(title)
  await page.getByLabel('Dato').fill('2099-12-04')
  await page.getByRole('button', { name: 'Lag seminaret' }).click()
  await expect(page.getByRole('heading', { name: 'Rediger seminaret', level: 1 })).toBeVisible()
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lagre endringene' }).click()
  await expect(page.getByText('Lagret. Det sendes av seg selv.')).toBeVisible()
}

test('en utvikler lager et seminar uten nett, en deltaker ser det, og kontoret publiserer det', async ({ page, browser, baseURL }) => {
  const mark = `${Date.now()}`
  const title = `Språk i barnehagen ${mark}`
  const slug = `sprak-i-barnehagen-${mark}-2099`
  const { page: dev, context: devs } = await computer(browser, baseURL)
  await withRole(dev, `vert-${mark}@oslo.kommune.no`, 'developer', 'BBJ')

  await dev.goto('/seminarer')
  await devs.setOffline(true)
  await dev.getByRole('link', { name: 'Lag seminar' }).click()
  await expect(dev.getByText('Vert: Bydel Bjerke')).toBeVisible()
  await dev.getByRole('button', { name: 'Lag seminaret' }).click()
  await expect(dev.getByLabel('Tittel'), 'det som mangler, får fokus').toBeFocused()
  await dev.getByLabel('Tittel').fill(title)
  await dev.getByLabel('Dato').fill('2099-12-04')
  await dev.getByRole('radio', { name: /Webinar/ }).check()
  await expect(dev.getByLabel('Begynner klokka')).toHaveValue('12:00')
  await dev.getByRole('radio', { name: /Seminar på en formiddag/ }).check()
  await dev.getByLabel('Begynner klokka').fill('08:30')
  await expectAccessible(dev, [320, 390, 1280])
  await dev.getByRole('button', { name: 'Lag seminaret' }).click()

  // The programme, by keyboard.
  await expect(dev.getByText('Ikke sendt ennå. Det ligger trygt på enheten')).toBeVisible()
  await dev.getByRole('button', { name: 'Flytt Pause opp' }).focus()
  await dev.keyboard.press('Enter')
  await expect(dev.getByRole('status').filter({ hasText: 'Pause er nå nummer 2 av 6.' })).toBeAttached()
  await expect(dev.getByRole('button', { name: 'Flytt Pause opp' })).toBeFocused()
  await expect(dev.getByText('Punktene står ikke slik klokka går.')).toBeVisible()
  await dev.getByRole('button', { name: 'Sett dem i rekkefølge' }).click()
  await dev.getByRole('button', { name: /^Fjern.*Arbeid i grupper/ }).click()
  await expect(dev.getByRole('button', { name: /^Angre/ })).toBeFocused()
  await dev.keyboard.press('Enter')
  await expect(dev.getByRole('group', { name: 'Punkt 5' }).getByLabel('Hva', { exact: true })).toHaveValue('Arbeid i grupper')
  await dev.getByRole('button', { name: /^Fjern.*Erfaringer fra praksis/ }).click()
  await dev.getByRole('button', { name: 'Legg til et punkt' }).click()
  await expect(dev.getByRole('group', { name: 'Punkt 6' }).getByLabel('Hva', { exact: true })).toBeFocused()
  await dev.keyboard.type('Ring 15889200038')
  await expect(dev.getByRole('group', { name: 'Punkt 6' }).getByLabel('Fra')).toHaveValue('11:30')
  await dev.getByLabel('Sted').fill('Rådhuset')
  await dev.getByRole('button', { name: 'Lagre endringene' }).click()
  await expect(dev.getByRole('group', { name: 'Punkt 6' }).getByLabel('Hva', { exact: true }), 'et fødselsnummer stopper').toBeFocused()
  await dev.getByRole('button', { name: /^Ta bort nummeret/ }).click()
  await dev.getByRole('group', { name: 'Punkt 6' }).getByLabel('Hva', { exact: true }).fill('Spørsmål')
  await dev.getByLabel('Adressen til opptaket').fill('http://video.oslo.no')
  await dev.getByRole('button', { name: 'Lagre endringene' }).click()
  await expect(dev.getByText('Adressen må begynne med https://.')).toBeVisible()
  await expectAccessible(dev, [320, 390, 1280])
  await dev.getByLabel('Adressen til opptaket').fill('')
  await dev.getByText('Temaer:').click()
  await dev.getByLabel('Språk', { exact: true }).check()
  await dev.getByLabel('Nummeret på en hindring').fill('H-1900-1')
  await expect(dev.getByText(/Lagret på enheten kl\./)).toBeVisible()

  // What is written outlives the page, and goes when there is a network.
  await dev.reload()
  await expect(dev.getByText('Kladden din er hentet fram.')).toBeVisible()
  await expect(dev.getByLabel('Sted')).toHaveValue('Rådhuset')
  // A number that is typed and not added is added all the same, or stops it.
  await expect(dev.getByLabel('Nummeret på en hindring')).toHaveValue('H-1900-1')
  await dev.getByRole('button', { name: 'Lagre endringene' }).click()
  await expect(dev.getByText('Vi finner ingen offentlig hindring med det nummeret på denne enheten.')).toBeVisible()
  await expect(dev.getByLabel('Nummeret på en hindring')).toBeFocused()
  await dev.getByLabel('Nummeret på en hindring').fill('h-2024-17')
  await save(dev)
  await dev.getByRole('link', { name: 'Se seminaret' }).click()
  await expect(dev.getByRole('heading', { name: title, level: 1 })).toBeVisible()
  await expect(dev.getByRole('heading', { name: 'Spørsmål' })).toBeVisible()
  await expect(dev.getByRole('link', { name: /H-2024-17/ })).toBeVisible()
  await expect(dev.getByRole('heading', { name: 'For deg som er vert' })).toBeVisible()
  await dev.goto('/seminarer')
  await expect(dev.getByRole('link', { name: new RegExp(title) })).toContainText('Ikke sendt ennå')
  await devs.setOffline(false)
  await sync(dev)
  await sent(dev)
  await dev.goto(`/seminarer/${slug}`)
  await expect(dev.getByText('Bare deltakere og verter ser seminaret.')).toBeVisible()
  for (const [name, path] of [['Rediger', 'rediger'], ['Materiell', 'materiell'], ['Koder og deltakere', 'vert'], ['Plakat', 'plakat'], ['Skjerm', 'skjerm'], ['Svar', 'svar']] as const) {
    await expect(dev.getByRole('list', { name: 'Sider for verten' }).getByRole('link', { name, exact: true })).toHaveAttribute('href', `/seminarer/${slug}/${path}`)
  }
  await expectAccessible(dev, [320, 390, 1280])

  // Somebody without an account joins.
  await report(page, `Tolken mangler ${mark}`)
  await page.goto(`/seminarer/${slug}`)
  await expect(page.getByRole('heading', { name: 'Vi finner ikke seminaret' })).toBeVisible()
  const uid = await accountOf(page)
  await withClient(process.env.FELTBOKA_DATABASE!, (client) => client.query(`begin; select private.lock_stream('mine');
    insert into public.memberships (id, owner, seminar) values (gen_random_uuid(), '${uid}', '${slug}'); commit`))
  await sync(page)
  await page.goto('/seminarer')
  await expect(page.getByRole('link', { name: new RegExp(title) })).toContainText('Bare for deltakere')
  await page.getByRole('link', { name: new RegExp(title) }).click()
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
  await expect(page.getByText('Bare for deltakere', { exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'For deg som er vert' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Lag seminar' })).toHaveCount(0)
  await page.goto(`/seminarer/${slug}/rediger`)
  await expect(page.getByRole('heading', { name: 'Siden er for verter' })).toBeVisible()

  // A developer does not publish; the office does.
  await dev.goto(`/seminarer/${slug}/rediger`)
  await expect(dev.getByText('Programkontoret publiserer seminarer.')).toBeVisible()
  await expect(dev.getByRole('button', { name: 'Publiser', exact: true })).toHaveCount(0)
  await devs.close()
  const { page: office, context: offices } = await computer(browser, baseURL)
  await atTheOffice(office, `kontor-${mark}@oslo.kommune.no`)
  await office.goto(`/seminarer/${slug}/rediger`)
  await office.getByRole('button', { name: 'Publiser', exact: true }).click()
  await office.getByRole('dialog').getByRole('button', { name: 'Publiser' }).click()
  await expect(office.getByText('Publisert. Det sendes av seg selv.')).toBeVisible()
  await sync(office)
  await sent(office)
  await office.goto(`/seminarer/${slug}`)
  await expect(office.getByText('Alle kan lese seminaret.')).toBeVisible()
  await offices.close()
  await sync(page)
  await page.goto(`/seminarer/${slug}`)
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
  await expect(page.getByText('Bare for deltakere')).toHaveCount(0)
})

test('det to verter endrer ulikt, vises side om side, og en velger', async ({ page, browser, baseURL }) => {
  const mark = `${Date.now()}`
  const slug = `foreldremoter-${mark}-2099`
  await page.setViewportSize({ width: 1280, height: 800 })
  await withRole(page, `kari-${mark}@oslo.kommune.no`, 'developer', 'BBJ')
  await make(page, `Foreldremøter ${mark}`)
  await sync(page)
  await sent(page)
  const { page: other, context } = await computer(browser, baseURL)
  await withRole(other, `ola-${mark}@oslo.kommune.no`, 'developer', 'BBJ')

  await page.goto(`/seminarer/${slug}/rediger`)
  await expect(page.getByLabel('Sted')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Slett kladden' }), 'ingenting er skrevet').toHaveCount(0)
  await page.getByLabel('Sted').fill('Det Kari skrev')
  await expect(page.getByRole('button', { name: 'Slett kladden' })).toBeVisible()
  await expect(page.getByText(/Lagret på enheten kl\./)).toBeVisible()
  await other.goto(`/seminarer/${slug}/rediger`)
  await other.getByLabel('Sted').fill('Det Ola skrev')
  await other.getByLabel('Arrangør').fill('Bydel Bjerke')
  await save(other)
  await sync(other)
  await sent(other)
  await context.close()

  await sync(page)
  await page.goto(`/seminarer/${slug}/rediger`)
  await expect(page.getByText('Andre har endret sted og arrangør siden du begynte.')).toBeVisible()
  await expect(page.getByLabel('Sted')).toHaveValue('Det Kari skrev')
  await save(page)
  await sync(page)
  await page.goto(`/seminarer/${slug}`)
  await page.getByRole('link', { name: 'Velg hva som skal gjelde' }).click()
  const conflict = page.getByRole('alert').filter({ hasText: 'Noen andre har endret dette' })
  await expect(conflict).toContainText('Det Kari skrev')
  await expect(conflict).toContainText('Det Ola skrev')
  await expectAccessible(page, [320, 390, 1280])
  await conflict.getByRole('button', { name: 'Bruk mitt' }).click()
  await expect(conflict).toHaveCount(0)
  await sync(page)
  await sent(page)
  await page.goto(`/seminarer/${slug}`)
  await expect(page.getByText('Det Kari skrev')).toBeVisible()
  await expect(page.getByText('Bydel Bjerke')).toBeVisible()

  // Where nobody has written anything, what is changed elsewhere shows by itself.
  await page.goto(`/seminarer/${slug}/rediger`)
  await expect(page.getByLabel('Arrangør')).toHaveValue('Bydel Bjerke')
  const tab = await page.context().newPage()
  await tab.goto(`/seminarer/${slug}/rediger`)
  await tab.getByLabel('Arrangør').fill('Utdanningsetaten')
  await save(tab)
  await expect(page.getByLabel('Arrangør')).toHaveValue('Utdanningsetaten')
  await expect(page.getByText('siden du begynte')).toHaveCount(0)
})
