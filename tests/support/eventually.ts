import { vi } from 'vitest'

/** Waits until this no longer throws, however long a busy machine takes for it; then gives what it returned. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 20_000, interval: 5 })
