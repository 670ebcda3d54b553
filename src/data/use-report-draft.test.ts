import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { eventually } from '../../tests/support/eventually.ts'
import { deviceDatabase as db } from './device-database.ts'
import { findDraft, listDrafts } from './draft-repository.ts'
import { concealed } from './use-guard.ts'
import { useReportDraft, type ReportDraft } from './use-report-draft.ts'

let scope: EffectScope
let hidden: EventTarget

beforeEach(() => {
  scope = effectScope()
  hidden = new EventTarget()
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', hidden)
})
afterEach(async () => {
  scope.stop()
  await db.drafts.clear()
})
const begin = (id = 'd', conceal?: (draft: ReportDraft) => ReportDraft) => scope.run(() => useReportDraft({ id, form: 'hindring', formVersion: 1, answers: {} }, conceal))!

describe('a draft', () => {
  test('is on the device soon after something is written, and not before', async () => {
    const { draft, state } = begin()
    expect(state.value).toEqual({ state: 'untouched' })
    draft.answers.hva = 'Døra er låst'
    expect(state.value).toEqual({ state: 'saving' })
    await eventually(() => expect(state.value.state).toBe('saved'))
    expect(await findDraft('d')).toMatchObject({ answers: { hva: 'Døra er låst' } })
  })

  test('is kept at once when the page is hidden or left', async () => {
    const { draft } = begin()
    draft.answers.hva = 'a'
    hidden.dispatchEvent(new Event('visibilitychange'))
    await eventually(async () => expect(await findDraft('d')).toMatchObject({ answers: { hva: 'a' } }))
    draft.answers.hva = 'ab'
    scope.stop()
    await eventually(async () => expect(await findDraft('d')).toMatchObject({ answers: { hva: 'ab' } }))
  })

  test('on a device without room says so, stands in the form, and is kept as soon as there is', async () => {
    const full = () => { throw new Dexie.AbortError('aborted', new DOMException('no room', 'QuotaExceededError')) }
    db.drafts.hook('creating', full)
    const { draft, state, keep } = begin()
    draft.answers.hva = 'a'
    await keep()
    expect(state.value).toEqual({ state: 'failed', code: 'storage-full' })
    expect(draft.answers.hva).toBe('a')
    db.drafts.hook('creating').unsubscribe(full)
    await keep()
    expect(state.value.state).toBe('saved')
  })

  test('never puts on the device what is to be concealed, while it stands in the form as it was written', async () => {
    const { draft, keep } = begin('left', concealed)
    draft.answers.hva = 'Barnet (158892 00038) kom ikke'
    await keep()
    expect(draft.answers.hva).toBe('Barnet (158892 00038) kom ikke')
    expect(await findDraft('left')).toMatchObject({ answers: { hva: 'Barnet (•••••• •••••) kom ikke' } })
  })

  test('does not come back once it has gone another way', async () => {
    const { draft, done } = begin('sendt')
    draft.answers.hva = 'sendt'
    done()
    scope.stop()
    expect((await listDrafts()).filter(({ id }) => id === 'sendt')).toEqual([])
  })
})
