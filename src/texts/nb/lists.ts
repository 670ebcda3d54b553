import type { Certainty, Implementation, InsightGroup, Phase, SeminarType } from '../../domain/documents.ts'
import type { Level, Organisation, Service } from '../../domain/vocabulary.ts'

/** The words of the fixed lists. */
export const lists = {
  service: {
    helsestasjon: 'Helsestasjon', 'apen-barnehage': 'Åpen barnehage', barnehage: 'Barnehage', skole: 'Skole', aks: 'AKS',
    skolehelsetjeneste: 'Skolehelsetjenesten', ppt: 'PPT', barnevern: 'Barnevern', oslohjelpa: 'Oslohjelpa',
    oppfolgingstjenesten: 'Oppfølgingstjenesten', videregaende: 'Videregående', nav: 'NAV', politi: 'Politi',
    kriminalomsorg: 'Kriminalomsorg', frivillighet: 'Frivillighet', fritid: 'Fritid',
  } satisfies Record<Service, string> as Record<Service, string>,
  organisation: {
    BAL: 'Bydel Alna', BBJ: 'Bydel Bjerke', BGO: 'Bydel Gamle Oslo', BGR: 'Bydel Grorud', BSR: 'Bydel Stovner',
    BSN: 'Bydel Søndre Nordstrand', UDE: 'Utdanningsetaten', DOU: 'Delprogrammet',
  } satisfies Record<Organisation, string> as Record<Organisation, string>,
  level: { organisation: 'Virksomhet', municipality: 'Kommune', state: 'Stat' } as Record<Level, string>,
  projectGroup: { ongoing: 'Nytt eller pågående', ended: 'Avsluttet' },
  phase: { idea: 'Idé', concept: 'Konsept', planning: 'Planlegging', execution: 'Gjennomføring', ended: 'Avsluttet' } as Record<Phase, string>,
  implementation: {
    implemented: 'Tatt i bruk', partial: 'Delvis tatt i bruk', 'not-implemented': 'Ikke tatt i bruk', cancelled: 'Avlyst',
    mapping: 'Kartlegging', undecided: 'Ikke avgjort',
  } as Record<Implementation, string>,
  seminarType: {
    seminar: 'Seminar', webinar: 'Webinar', breakfast: 'Frokostseminar', session: 'Konferanse', visit: 'Besøk', gathering: 'Samling',
  } as Record<SeminarType, string>,
  insightGroup: { finding: 'Funn og kartlegginger', programme: 'Om delprogrammet', economy: 'Økonomi', reference: 'Referanser' } as Record<InsightGroup, string>,
  certainty: { experienced: 'Erfart', evaluated: 'Evaluert', measured: 'Effekt målt' } as Record<Certainty, string>,
  kind: {
    model: 'Modell', handbook: 'Håndbok', chapter: 'Kapittel', seminar: 'Seminar', project: 'Prosjekt', insight: 'Kunnskap', obstacle: 'Hindring',
  },
  kinds: {
    model: 'Modeller', handbook: 'Håndbøker', seminar: 'Seminarer', project: 'Prosjekter', insight: 'Kunnskap', obstacle: 'Hindringer',
  },
}
