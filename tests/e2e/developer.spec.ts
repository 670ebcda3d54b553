import { withClient } from '../support/database.ts'
import { expectAccessible } from './accessible.ts'
import { expect, stored, test } from './feltboka.ts'
import { computer, makeObstacle, openObstacle, report, sync, withRole } from './people.ts'

test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|Failed to load resource|net::ERR/] })

test.setTimeout(300_000)

test('en utvikler ser sin egen virksomhets meldinger, gjør det en utvikler kan, og mister dem når rollen tas bort', async ({ page, browser, baseURL }) => {
  const mark = `${Date.now()}`
  const own = await report(page, `Tolken mangler på Lia ${mark}`, { district: 'Alna' })
  const { page: other, context: others } = await computer(browser, baseURL)
  const foreign = await report(other, `Rommet er for lite ${mark}`, { district: 'Stovner' })
  await others.close()

  const { page: dev, context: devs } = await computer(browser, baseURL)
  const email = `utvikler-${mark}@oslo.kommune.no`
  await withRole(dev, email, 'developer', 'BAL')
  const { uid } = (await stored<{ key: string; value: { uid: string } }>(dev, 'feltboka-device', 'facts')).find(({ key }) => key === 'account')!.value
  const held = (store: string) => stored<{ slug: string; kind: string; data: { title?: string } }>(dev, `feltboka-user-${uid}`, store)

  // Only what comes from Alna is on the device at all.
  expect((await held('inbox')).map(({ slug }) => slug)).toContain(own)
  expect((await held('inbox')).map(({ slug }) => slug)).not.toContain(foreign)
  await dev.goto(`/innboks/${foreign}`)
  await expect(dev.getByText('Vi finner ikke meldingen')).toBeVisible()
  for (const [path, words] of [['/vedlegg', 'Bare for programkontoret'], ['/folk', 'Denne siden er for programkontoret']] as const) {
    await dev.goto(path)
    await expect(dev.getByText(words)).toBeVisible()
  }
  await expect(dev.getByRole('navigation', { name: 'Hovedmeny' }).getByRole('link', { name: /Vedlegg|Folk/ })).toHaveCount(0)

  // What a developer may do, and nothing that is the office's.
  await dev.goto(`/innboks/${own}`)
  await makeObstacle(dev)
  await sync(dev)
  await expect.poll(() => stored(dev, 'feltboka-device', 'outbox'), { timeout: 30_000 }).toEqual([])
  await openObstacle(dev, `Tolken mangler på Lia ${mark}`)
  await expect(dev.getByText('Du er utvikler for hindringen.')).toBeVisible()
  const act = (name: string) => dev.locator('section.work').getByRole('button', { name, exact: true })
  for (const name of ['Endre status', 'Før opp oppfølging', 'Rediger', 'Spør dem som meldte']) await expect(act(name)).toBeVisible()
  await expect(dev.locator('section.work').getByRole('button', { name: /Løft|Slå sammen|Gjør offentlig|Flytt meldinger|frist/ })).toHaveCount(0)
  await act('Endre status').click()
  await dev.locator('form').getByRole('button', { name: 'Endre status' }).click()
  await act('Rediger').click()
  await expect(dev.locator('form summary').filter({ hasText: /^Virksomheter|^Bes om svar/ })).toHaveCount(0)
  await dev.locator('#work-description').fill(`Det er for få tolker ${mark}.`)
  await dev.getByRole('button', { name: 'Lagre endringene' }).click()
  await expect(dev.getByText(`Det er for få tolker ${mark}.`)).toBeVisible()
  await expectAccessible(dev, [320, 1280])
  await sync(dev)
  await expect.poll(() => stored(dev, 'feltboka-device', 'outbox'), { timeout: 30_000 }).toEqual([])

  // Of what others follow up there is nothing to do, only to read.
  const { rows: [another] } = await withClient(process.env.FELTBOKA_DATABASE!, (client) => client.query<{ number: string; title: string }>(
    `select number, title from public.obstacles where published and merged_into is null and not organisations && '{BAL}' order by number limit 1`))
  await dev.goto(`/hindringer/${another!.number}`)
  await expect(dev.getByRole('heading', { level: 1, name: another!.title })).toBeVisible()
  await expect(dev.getByRole('heading', { name: 'Hvem kan gjøre noe?' })).toBeVisible()
  await expect(dev.getByRole('heading', { name: 'Arbeid med hindringen' })).toHaveCount(0)

  // The role is taken away: what it opened leaves the device the next time it is in touch.
  expect((await held('internal')).some(({ data }) => data.title?.includes(mark))).toBe(true)
  await withClient(process.env.FELTBOKA_DATABASE!, (client) =>
    client.query('select private.take_role(r.id) from public.role_assignments r join auth.users u on u.id = r.user_id where u.email = $1', [email]))
  await sync(dev)
  await expect.poll(async () => [await held('inbox'), await held('internal')], { timeout: 30_000 }).toEqual([[], []])
  await dev.goto('/innboks')
  await expect(dev.getByRole('heading', { name: 'Innboksen er for dem som arbeider med meldingene' })).toBeVisible()
  await dev.goto(`/hindringer?q=${another!.number}`)
  await expect(dev.getByRole('link', { name: another!.title }).first()).toBeVisible()
  await expect(dev.getByText(mark)).toHaveCount(0)
  await devs.close()
})
