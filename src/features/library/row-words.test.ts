import { describe, expect, test } from 'vitest'
import type { Project } from '../../domain/documents.ts'
import '../../texts/areas/library.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { organisationNames, projectPeriod, projectStatus } from './row-words.ts'

const nb = useTexts().value

describe('who is behind it', () => {
  test('is named as long as there are few', () => {
    expect(organisationNames(['BBJ', 'UDE'], nb)).toBe('Bydel Bjerke, Utdanningsetaten')
  })

  test('is counted when there are many districts', () => {
    expect(organisationNames(['BBJ', 'UDE', 'BAL', 'BGO', 'BSN'], nb)).toBe('Fire bydeler, Utdanningsetaten')
  })
})

describe('a project', () => {
  const project = (data: Partial<Project>) => data as Project

  test('has the months the source gives, and no more', () => {
    expect(projectPeriod(project({ start: '2021-04', end: '2026-02' }), nb, 'nb')).toBe('april 2021 – februar 2026')
    expect(projectPeriod(project({ start: '2021-04' }), nb, 'nb')).toBe('fra april 2021')
    expect(projectPeriod(project({}), nb, 'nb')).toBe('')
  })

  test('that is going on shows its phase, and one that ended what became of it', () => {
    expect(projectStatus(project({ group: 'ongoing', phase: 'concept' }), nb)).toBe('Konsept')
    expect(projectStatus(project({ group: 'ongoing' }), nb)).toBe('')
    expect(projectStatus(project({ group: 'ended', implementation: { code: 'partial', text: '…' } }), nb)).toBe('Delvis tatt i bruk')
    expect(projectStatus(project({ group: 'ended' }), nb)).toBe('Avsluttet')
  })
})
