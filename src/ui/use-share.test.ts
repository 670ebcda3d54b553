import { expect, test, vi } from 'vitest'
import { useShare, type SharingDevice } from './use-share.ts'

const device = (writeText: () => Promise<void>, share?: () => Promise<void>) => ({ clipboard: { writeText }, share }) as unknown as SharingDevice
const address = 'https://feltboka.example/modeller/class'
const fails = (name: string) => () => Promise.reject(Object.assign(new Error(), { name }))

test('the system\'s own sheet is used where there is one', async () => {
  const sheet = vi.fn(() => Promise.resolve())
  const copy = vi.fn(() => Promise.resolve())
  const { shared, share } = useShare(device(copy, sheet))
  await share('CLASS', address)
  expect(sheet).toHaveBeenCalledWith({ title: 'CLASS', url: address })
  expect(copy).not.toHaveBeenCalled()
  expect(shared.value).toBeUndefined()
})

test('closing the sheet copies nothing', async () => {
  const copy = vi.fn(() => Promise.resolve())
  await useShare(device(copy, fails('AbortError'))).share('CLASS', address)
  expect(copy).not.toHaveBeenCalled()
})

test('without a sheet, or with one that fails, the address is copied', async () => {
  for (const sheet of [undefined, fails('NotAllowedError')]) {
    const { shared, share } = useShare(device(() => Promise.resolve(), sheet))
    await share('CLASS', address)
    expect(shared.value).toEqual({ state: 'copied' })
  }
})

test('an address that cannot be copied is shown', async () => {
  const { shared, share } = useShare({} as SharingDevice)
  await share('CLASS', address)
  expect(shared.value).toEqual({ state: 'by-hand', address })
})
