import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { packed } from './packing.ts'

const long = JSON.stringify({ rows: 'ord '.repeat(1000) })
const answer = { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: long }

describe('an answer of the interface', () => {
  it.each([['some', long], ['much', long.repeat(20)]])('is packed for a caller that takes it, and reads back the same: %s text', async (_, body) => {
    const result = await packed({ ...answer, body }, 'gzip, deflate, br')
    expect(result.headers!['content-encoding']).toBe('gzip')
    expect(result.headers!['content-length']).toBe((result.body as Buffer).length)
    expect(gunzipSync(result.body as Buffer).toString()).toBe(body)
  })

  it('is left as it is for a caller that does not, when it is small, and when it is no text', async () => {
    expect(await packed(answer, undefined)).toBe(answer)
    const small = { ...answer, body: '{}' }
    expect(await packed(small, 'gzip')).toBe(small)
    const picture = { ...answer, headers: { 'content-type': 'image/png' } }
    expect(await packed(picture, 'gzip')).toBe(picture)
  })
})
