import type { Answer, Operation } from '../domain/operations.ts'
import type { Result } from '../domain/result.ts'

export type SentOperation = Operation & { opId: string; opV: number }

/**
 * What the sync sends. One answer for each operation, in their order, by the server's word made for the very user whose token
 * was sent; anything else is `unreadable`, and may have been done all the same. `too-large`: the server took none of them.
 */
export interface PushPort { push(operations: readonly SentOperation[]): Promise<Result<Answer[]>> }
