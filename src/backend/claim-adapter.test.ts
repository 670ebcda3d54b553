import { expect, test } from 'vitest'
import { claimAdapter } from './claim-adapter.ts'

const bearer = { uid: 'u', token: 't' }
const portTo = (answer: () => Response) => claimAdapter('http://server.test', 'the-key', async () => answer())

test('each question goes to its routine, in the name of the one who asks', async () => {
  const asked: unknown[] = []
  const port = claimAdapter('http://server.test', 'the-key', async (input, init) => {
    const { method, url, headers } = new Request(input, init)
    asked.push([method, url, headers.get('apikey'), headers.get('authorization'), JSON.parse(String(init!.body))])
    return Response.json({ uid: 'u', ticket: 'secret', status: 'claimed' })
  })
  expect(await port.begin(bearer)).toEqual({ ok: true, value: 'secret' })
  expect(await port.claim(bearer, 'secret')).toEqual({ ok: true, value: 'claimed' })
  expect(asked).toEqual([
    ['POST', 'http://server.test/rest/v1/rpc/begin_claim', 'the-key', 'Bearer t', {}],
    ['POST', 'http://server.test/rest/v1/rpc/claim', 'the-key', 'Bearer t', { ticket: 'secret' }],
  ])
})

test('a refusal is an answer; a pause is kept', async () => {
  expect(await portTo(() => Response.json({ uid: 'u', status: 'refused' })).claim(bearer, 'x')).toEqual({ ok: true, value: 'refused' })
  expect(await portTo(() => Response.json({ uid: 'u', status: 'retry', after: 30 })).claim(bearer, 'x')).toEqual({ ok: false, code: 'too-many', retryAfter: 30 })
})

test.each([
  ['made for another', { uid: 'v', ticket: 'secret', status: 'claimed' }], ['for nobody', { uid: null, ticket: 'secret', status: 'claimed' }], ['of an unknown kind', { uid: 'u', status: 'perhaps', ticket: 7 }],
  ['a list', []], ['nothing', null], ['a pause without end', { uid: 'u', status: 'retry' }],
])('an answer %s is unreadable', async (_, body) => {
  expect(await portTo(() => Response.json(body)).begin(bearer)).toMatchObject({ code: 'unreadable' })
  expect(await portTo(() => Response.json(body)).claim(bearer, 'x')).toMatchObject({ code: 'unreadable' })
})

test('a token past its time is told as such, so that it is renewed', async () => {
  expect(await portTo(() => new Response('{}', { status: 401 })).begin(bearer)).toMatchObject({ code: 'signed-out' })
})
