/** The files that the library's pages carry, and how far each has come to the device. */
import type { ErrorCode } from './result.ts'

/** A file as the page that carries it tells of it. `ref` is that page's `kind:slug`. */
export interface CarriedFile {
  ref: string
  title: string
  /** What it is called when it is saved. */
  name: string
  /** Its media type. */
  type: string
  /** Its size. */
  bytes: number
  /** SHA-256 of its bytes, in hex: by it the file is found, and known to be whole. */
  sha256: string
  /** Its place among the page's files. */
  place: number
  /** Whether everyone may fetch it. */
  open: boolean
}

/** What is needed to fetch a file and to know that it is the one. */
export type WantedFile = Pick<CarriedFile, 'sha256' | 'bytes' | 'type' | 'open'>

/**
 * A file on its way to the device, or there. `wanted` is fetched in its turn, `paused` when a person goes on with it, `held` is
 * whole and has been found to be the right one.
 */
export interface DeviceFile extends WantedFile {
  state: 'wanted' | 'paused' | 'held'
  /** How many of its bytes are here. */
  received: number
  /** Why it could not be fetched the last time. */
  failure?: ErrorCode
  /** When it was asked for (ms): the first one asked for is fetched first. */
  asked: number
}

/** A file of a page, by its row's id; `unsent` when the server has not said yet that it is there, or will not have it. */
export type PageFile = CarriedFile & { id: string; unsent?: 'waiting' | 'needs-help' }

/**
 * A file on its way from this device to a page. `chosen` waits for a person's word, `waiting` for its turn; `leaving` is one that was
 * removed from its page, whose bytes the server is to let go of.
 */
export interface Upload {
  /** The id that its row will have. */
  id: string
  /** Whose it is. */
  owner: string
  ref: string
  title: string
  /** What its name ends with. */
  ending: string
  type: string
  bytes: number
  sha256: string
  open: boolean
  state: 'chosen' | 'waiting' | 'leaving'
  /** How many of its bytes the server has been sent. */
  sent: number
  /** Why the last try came to nothing. */
  failure?: ErrorCode
  /** When it was chosen (ms). */
  at: number
  /** When a person last said that it is to be sent (ms). */
  asked?: number
  /** Numbers in its title that are no identity numbers, by its writer's word. */
  cleared?: string[]
  /** The row of a file that is on its page already: these are its bytes, for the bucket that everyone may read. */
  opens?: string
}

/** What an uploaded file is called when it is saved: as its title, which its writer has seen. */
export const nameOf = ({ title, ending }: Pick<Upload, 'title' | 'ending'>): string => `${title.replaceAll(/[\s/\\:*?"<>|]+/g, ' ').trim() || 'fil'}.${ending}`

/** The uploads that may go, the next first: as they were chosen, which is how they will stand on the page; those that the server failed at after the others. */
export const uploadsInTurn = (uploads: readonly Upload[], owner: string): Upload[] =>
  uploads.filter((one) => one.owner === owner && one.state === 'waiting' && (one.failure === undefined || isPassing(one.failure)))
    .sort((a, b) => Number(isServers(a)) - Number(isServers(b)) || a.at - b.at)
const isServers = ({ failure }: Upload) => failure !== undefined && failure !== 'offline'

/** A page's files in their order; one that several pages carry stands with each. */
export const inPlace = <F extends PageFile>(files: readonly F[]): F[] => [...files].sort((a, b) => a.ref.localeCompare(b.ref) || a.place - b.place || a.id.localeCompare(b.id))

/** Those that are wanted and may come, the next first: as they were asked for, and those that failed after the others. */
export const inTurn = (files: readonly DeviceFile[]): DeviceFile[] =>
  files.filter(({ state, failure }) => state === 'wanted' && (failure === undefined || isPassing(failure)))
    .sort((a, b) => Number(a.failure !== undefined) - Number(b.failure !== undefined) || a.asked - b.asked)

/** Whether what went wrong may be over in a while: it is tried again without anybody asking. */
export const isPassing = (code: ErrorCode): boolean => code === 'offline' || code === 'server' || code === 'too-many'

/** What people call a type of file. */
export type FileKind = 'pdf' | 'picture' | 'sound' | 'text' | 'csv' | 'zip' | 'word' | 'powerpoint' | 'excel' | 'odt' | 'odp' | 'ods' | 'other'

const office = 'application/vnd.openxmlformats-officedocument'
const open = 'application/vnd.oasis.opendocument'
/** The types that may be uploaded, as Storage's buckets have them, with how the names of such files end. */
const types: [type: string, kind: FileKind, ...endings: string[]][] = [
  ['application/pdf', 'pdf', 'pdf'],
  ['image/png', 'picture', 'png'], ['image/jpeg', 'picture', 'jpg', 'jpeg'], ['image/webp', 'picture', 'webp'],
  ['text/plain', 'text', 'txt'], ['text/csv', 'csv', 'csv'], ['application/zip', 'zip', 'zip'],
  [`${office}.wordprocessingml.document`, 'word', 'docx'], [`${office}.presentationml.presentation`, 'powerpoint', 'pptx'], [`${office}.spreadsheetml.sheet`, 'excel', 'xlsx'],
  [`${open}.text`, 'odt', 'odt'], [`${open}.presentation`, 'odp', 'odp'], [`${open}.spreadsheet`, 'ods', 'ods'],
  ['audio/mpeg', 'sound', 'mp3'], ['audio/mp4', 'sound', 'm4a'],
]

export const kindOfFile = (type: string): FileKind => types.find(([one]) => one === type)?.[1] ?? 'other'

/** The media type of a file, by the end of its name: what systems say it is differs from one to the next. Undefined for one that may not be uploaded. */
export function typeByName(name: string): string | undefined {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase()
  return types.find(([, , ...endings]) => ending !== undefined && endings.includes(ending))?.[0]
}

/** What a chooser of files is to offer. */
export const offeredTypes: string = types.flatMap(([type, , ...endings]) => [type, ...endings.map((ending) => `.${ending}`)]).join(',')

/** The most that a file may be, in bytes: 50 MB as Storage counts them. */
export const mostBytes = 50 * 1024 * 1024

/** Why a file cannot be uploaded; nothing when it can. */
export function refusalOf({ name, size }: { name: string; size: number }): 'type' | 'size' | 'empty' | 'name' | undefined {
  if (typeByName(name) === undefined) return 'type'
  if (size === 0) return 'empty'
  if (size > mostBytes) return 'size'
  return name.length > 200 || /[/\\]/.test(name) ? 'name' : undefined
}

/** A title to begin with, of a file's name: without its ending, and with spaces where the name has something else for them. */
export const titleOfName = (name: string): string => {
  const words = name.replace(/\.[^.]+$/, '').replaceAll(/[_+]+/g, ' ').trim() || name
  return words.charAt(0).toUpperCase() + words.slice(1)
}
