import type { InjectionKey, Ref } from 'vue'
import type { DocumentKind } from '../domain/documents.ts'
import type { Result } from '../domain/result.ts'
import type { SyncStatus } from '../domain/sync-status.ts'

/** What a feature may ask of the sync, without seeing it. Provided by `main.ts`. */
export interface SyncCommands {
  status: Readonly<Ref<SyncStatus>>
  /** Pulls both streams now; resolves when that is done or has failed. */
  syncNow(): Promise<Result<void>>
  /** Fetches one page's rows before the rest is filled, and stores them. `not-found` when the server has no such page. */
  fetchPage(kind: DocumentKind | 'obstacle', slug: string): Promise<Result<void>>
  /** Removes the public content from the device. Bookmarks, notes and reading positions stay. */
  removeContent(): Promise<Result<void>>
}

export const syncCommandsKey: InjectionKey<SyncCommands> = Symbol('sync commands')
