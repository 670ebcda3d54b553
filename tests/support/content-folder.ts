import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { stringify } from 'yaml'
import { words } from './made-up-forms.ts'

const sources = [{ doc: 'rapport', place: 'side 1' }]
const statement = { sources, reviewed: '2026-11-23' }

/** A small whole set of content files, one or two of each kind; values are written as YAML, texts as they stand. */
export function smallContent(): Record<string, unknown> {
  return {
    'sources.yaml': { rapport: { title: 'Rapporten', publisher: 'Programmet', url: 'https://example.org/rapport' } },
    'references.yaml': [{ number: 'i', text: 'Et verk' }, { number: 'ii', text: 'To verk', urls: ['https://example.org/a', 'https://example.org/b'] }],
    'bodies.yaml': { UDE: { name: 'Utdanningsetaten', level: 'organisation' }, nav: { name: 'NAV', level: 'state' } },
    'economy/2024.yaml': {
      ...statement, asOf: '2024-12-31', table4: [{ label: 'Totalt', budget: 30 }], notes: ['Hele kroner.'],
      lines: [
        { id: 'drift', label: 'Drift', recipient: 'Programkontoret', group: 'programkontoret', budget: 10, accounts: 9 },
        { id: 'ambulant', label: 'Ambulant team', recipient: 'BAL', group: 'pagaende', project: 'ambulant-team', budget: 20 },
      ],
    },
    'models/sprakstart.yaml': {
      title: 'Språkstart', summary: 'Hjemmebesøk om språk.', ...statement, services: ['helsestasjon'], related: ['project:ambulant-team'],
      status: { code: 'operation', text: 'I drift' }, components: [{ id: 'besok', title: 'Besøk', text: 'Se [teamet](/prosjekter/ambulant-team).' }],
    },
    'handbooks/boka/handbook.yaml': { title: 'Boka', summary: 'En håndbok.', ...statement, complete: true },
    'handbooks/boka/01-start.md': markdown({ title: 'Start', summary: 'Slik starter dere.', ...statement }, '## Først {#forst}\n\nTre små ord.[^i]'),
    'handbooks/boka/02-slutt.md': markdown({ title: 'Slutt', summary: 'Slik slutter dere.', ...statement }, '## Sist {#sist}\n\nSe [starten](/handboker/boka/start#forst).'),
    'seminars/host-2024.md': markdown({ title: 'Høst', summary: 'Et seminar.', ...statement, type: 'seminar', date: '2024-10-01' }, '## Om {#om}\n\nTekst.'),
    'projects/ambulant-team.yaml': {
      title: 'Ambulant team', summary: 'Et team.', ...statement, group: 'ongoing', owner: 'BAL', ownerText: 'BAL (UDE)', ung: false, statusText: 'I gang.',
    },
    'insights/okonomi-2024.md': markdown({ title: 'Økonomi', summary: 'Tallene.', ...statement, group: 'economy', order: 1 }, '## Tall {#tall}\n\nTekst.'),
    'insights/referanser.md': markdown({ title: 'Referanser', summary: 'Verkene.', ...statement, group: 'reference', order: 2 }, '## Listen {#listen}\n\n{{figure:referanser}}'),
    'forms/hindring.yaml': {
      title: words('Meld'), reviewed: '2026-11-26',
      versions: [{ version: 1, steps: [{ id: 'hva', title: words('Hva'), questions: [{ id: 'hva', kind: 'longText', label: words('Hva?'), required: true, maxLength: 2000 }] }] }],
    },
    'register/annex-2024.yaml': {
      rows: [{
        key: 'rad', order: 1, year: 2024, label: 'Rad', owners: ['UDE'], ownerText: 'UDE', projects: ['ambulant-team'], sources, asOf: '2024-12-31',
        obstacles: [{ ...obstacle('H-2024-1', 'For få folk'), bodies: ['UDE', 'nav'], models: ['sprakstart'] }],
      }],
    },
    'register/gaps.yaml': { obstacles: [{ ...obstacle('H-2024-2', 'Ingen har ansvaret'), gap: true }] },
  }
}

function obstacle(number: string, title: string) {
  return { number, title, description: 'Beskrivelse.', kind: 'structural', levels: ['state'], bodies: ['nav'], gap: false, ...statement, asOf: '2024-12-31' }
}

export function markdown(head: object, text: string): string {
  return `---\n${stringify(head)}---\n\n${text}\n`
}

/** Content files in a temporary folder. */
export class ContentOnDisk {
  readonly dir = mkdtempSync(join(tmpdir(), 'feltboka-content-'))

  constructor(files: Record<string, unknown> = smallContent()) {
    for (const [file, content] of Object.entries(files)) this.write(file, content)
  }

  write(file: string, content: unknown): void {
    const path = join(this.dir, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, typeof content === 'string' ? content : stringify(content))
  }

  remove(file: string): void {
    rmSync(join(this.dir, file))
  }

  [Symbol.dispose](): void {
    rmSync(this.dir, { recursive: true, force: true })
  }
}
