import { createHash } from 'node:crypto'

const urlNamespace = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex')

/** The id of an item that comes from a file: UUID v5 of `feltboka:<kind>:<slug>` in the URL namespace, the same in every database. */
export function itemId(kind: string, slug: string): string {
  const bytes = createHash('sha1').update(urlNamespace).update(`feltboka:${kind}:${slug}`).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
