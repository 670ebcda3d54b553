import type { Texts } from '../nb/index.ts'

export const lists: Texts['lists'] = {
  service: {
    helsestasjon: 'Helsestasjon', 'apen-barnehage': 'Open barnehage', barnehage: 'Barnehage', skole: 'Skule', aks: 'AKS',
    skolehelsetjeneste: 'Skulehelsetenesta', ppt: 'PPT', barnevern: 'Barnevern', oslohjelpa: 'Oslohjelpa',
    oppfolgingstjenesten: 'Oppfølgingstenesta', videregaende: 'Vidaregåande', nav: 'NAV', politi: 'Politi',
    kriminalomsorg: 'Kriminalomsorg', frivillighet: 'Frivillig arbeid', fritid: 'Fritid',
  },
  organisation: {
    BAL: 'Bydel Alna', BBJ: 'Bydel Bjerke', BGO: 'Bydel Gamle Oslo', BGR: 'Bydel Grorud', BSR: 'Bydel Stovner',
    BSN: 'Bydel Søndre Nordstrand', UDE: 'Utdanningsetaten', DOU: 'Delprogrammet',
  },
  level: { organisation: 'Verksemd', municipality: 'Kommune', state: 'Stat' },
  projectGroup: { ongoing: 'Nytt eller i gang', ended: 'Avslutta' },
  phase: { idea: 'Idé', concept: 'Konsept', planning: 'Planlegging', execution: 'Gjennomføring', ended: 'Avslutta' },
  implementation: {
    implemented: 'Teke i bruk', partial: 'Delvis teke i bruk', 'not-implemented': 'Ikkje teke i bruk', cancelled: 'Avlyst',
    mapping: 'Kartlegging', undecided: 'Ikkje avgjort',
  },
  seminarType: { seminar: 'Seminar', webinar: 'Webinar', breakfast: 'Frukostseminar', session: 'Konferanse', visit: 'Besøk', gathering: 'Samling' },
  insightGroup: { finding: 'Funn og kartleggingar', programme: 'Om delprogrammet', economy: 'Økonomi', reference: 'Referansar' },
  certainty: { experienced: 'Erfart', evaluated: 'Evaluert', measured: 'Effekt målt' },
  kind: { model: 'Modell', handbook: 'Handbok', chapter: 'Kapittel', seminar: 'Seminar', project: 'Prosjekt', insight: 'Kunnskap', obstacle: 'Hindring' },
  kinds: { model: 'Modellar', handbook: 'Handbøker', seminar: 'Seminar', project: 'Prosjekt', insight: 'Kunnskap', obstacle: 'Hindringar' },
}
