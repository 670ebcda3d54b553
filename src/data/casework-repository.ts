import type { ObstacleFields, Operation, OperationPayloads } from '../domain/operations.ts'
import { layObstacleChanges, type ObstacleChanges } from '../domain/register-changes.ts'
import { success, type Result } from '../domain/result.ts'
import type { Cursor } from './public-database.ts'
import { inDevice, inPublic, inUser } from './databases.ts'
import { Outbox } from './outbox.ts'
import { onThisDevice, type Writing } from './random-id.ts'
import { stored } from './storage-failure.ts'
import type { StoredInternalRow } from './user-database.ts'

/** Enters an obstacle in the register. Answers its id; its number comes from the server. */
export async function createObstacle(obstacle: Omit<OperationPayloads['obstacle.create'], 'id'>, writing: Writing = onThisDevice): Promise<Result<string>> {
  const id = writing.newId()
  const written = await write([{ kind: 'obstacle.create', payload: { ...obstacle, id } }], writing)
  return written.ok ? success(id) : written
}

/** Edits fields of an obstacle that was seen at revision `base`: all of them or, when somebody else has changed one meanwhile, none. */
export function editObstacle(obstacle: string, base: number, fields: Partial<ObstacleFields>, writing: Writing = onThisDevice): Promise<Result<void>> {
  return write([{ kind: 'obstacle.edit', payload: { obstacle, base, fields } }], writing)
}

/** Takes an obstacle from one state to another, as it was seen and as it should be. */
export const moveObstacle = (move: OperationPayloads['obstacle.move'], writing: Writing = onThisDevice): Promise<Result<void>> =>
  write([{ kind: 'obstacle.move', payload: move }], writing)

/** Notes what was done about an obstacle. */
export const followUpObstacle = (step: Omit<OperationPayloads['obstacle.follow-up'], 'id'>, writing: Writing = onThisDevice): Promise<Result<void>> =>
  write([{ kind: 'obstacle.follow-up', payload: { ...step, id: writing.newId() } }], writing)

/** Shows an obstacle to everyone, or takes it back. */
export const publishObstacle = (obstacle: string, published: boolean, writing: Writing = onThisDevice): Promise<Result<void>> =>
  write([{ kind: 'obstacle.publish', payload: { obstacle, published } }], writing)

/** The unpublished part of the register that the user may see, in no set order. */
export const listInternal = async (): Promise<StoredInternalRow[]> => (await inUser((db) => db.internal.toArray())) ?? []

/** What one has done to obstacles that neither part of the register shows yet, by the obstacle's id. */
export async function listObstacleChanges(): Promise<Map<string, ObstacleChanges>> {
  const published: Cursor | undefined = await inPublic((db) => db.cursors.get('register'))
  const internal: Cursor | undefined = await inUser((db) => db.cursors.get('internal'))
  return layObstacleChanges(await inDevice((db) => new Outbox(db).visible()), [published, internal])
}

const write = (operations: Operation[], writing: Writing) => stored(() => inDevice((db) => new Outbox(db).add(operations, writing)))
