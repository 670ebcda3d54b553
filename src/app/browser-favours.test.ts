import { expect, test, vi } from 'vitest'
import { askToKeep, sendInBackground } from './browser-favours.ts'

const storage = (part: object) => part as StorageManager

test('the promise to keep is asked for once, and not where it is given', async () => {
  const persist = vi.fn(async () => true)
  await askToKeep(storage({ persisted: async () => false, persist }))
  await askToKeep(storage({ persisted: async () => true, persist }))
  expect(persist).toHaveBeenCalledTimes(1)
})

test('a browser without such favours, or that refuses them, does no harm', async () => {
  await askToKeep(undefined)
  await askToKeep(storage({ persisted: async () => { throw new DOMException('shut', 'SecurityError') } }))
  await sendInBackground(undefined)
  await sendInBackground({ getRegistration: async () => undefined } as never)
  await sendInBackground({ getRegistration: async () => ({}) } as never)
  await sendInBackground({ getRegistration: async () => ({ sync: { register: async () => { throw new DOMException('no', 'NotAllowedError') } } }) } as never)
})

test('being woken with the network is asked for by the outbox\'s name', async () => {
  const register = vi.fn(async () => {})
  await sendInBackground({ getRegistration: async () => ({ sync: { register } }) } as never)
  expect(register).toHaveBeenCalledWith('feltboka-outbox')
})
