import { afterEach, beforeEach, expect, test } from 'vitest'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import { useReadAfter } from './use-read-after.ts'

let scope: EffectScope
let clocks: { due: () => void; off: boolean }[]
beforeEach(() => { scope = effectScope(); clocks = [] })
afterEach(() => scope.stop())

function begin(first?: string) {
  const shown = ref(first)
  const read: string[] = []
  scope.run(() => useReadAfter(() => shown.value, (report) => read.push(report), (_, due) => {
    const clock = { due, off: false }
    clocks.push(clock)
    return () => { clock.off = true }
  }))
  return { read, show: async (report?: string) => { shown.value = report; await nextTick() } }
}
const ring = () => { for (const { due, off } of clocks) if (!off) due() }

test('what has stood there for a while has been read, once', async () => {
  const { read, show } = begin('a')
  ring()
  await show(undefined)
  expect(read).toEqual(['a'])
  expect(clocks.map(({ off }) => off)).toEqual([true])
})

test('what one only passes by has not, nor what one leaves', async () => {
  const { read, show } = begin('a')
  for (const report of ['b', 'c', undefined]) await show(report)
  ring()
  expect(read).toEqual([])
  await show('d')
  scope.stop()
  ring()
  expect(read).toEqual([])
})
