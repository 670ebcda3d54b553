import { Dexie, type EntityTable, type Table } from 'dexie'
import type { DeviceFile, Upload } from '../domain/files.ts'
import { watched } from './watchdog.ts'

/** A part of a file, by where in it it begins. */
export interface FilePiece { sha256: string; at: number; bytes: ArrayBuffer }

/** The bytes of an upload, beside it: who lists uploads reads none of them. */
export interface UploadContent { id: string; bytes: ArrayBuffer }

/** The bytes of files, by their hash, and of what is to be uploaded. Which of the former belong to what one may read is told by the library's rows alone. */
export class FilesDatabase extends Dexie {
  declare files: EntityTable<DeviceFile, 'sha256'>
  declare pieces: Table<FilePiece, [string, number]>
  declare uploads: EntityTable<Upload, 'id'>
  declare contents: EntityTable<UploadContent, 'id'>

  constructor(name = 'feltboka-files') {
    super(name)
    this.version(1).stores({ files: 'sha256, state', pieces: '[sha256+at]' })
    this.version(2).stores({ uploads: 'id, ref, state', contents: 'id' })
  }
}

export const filesDatabase = watched(new FilesDatabase())
