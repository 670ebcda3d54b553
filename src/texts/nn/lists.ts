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
  age: {
    '0-1': '0–1 år', '1-5': '1–5 år', '6-12': '6–12 år', '13-15': '13–15 år', '16-19': '16–19 år', '20-25': '20–25 år',
    foreldre: 'Foreldre', ansatte: 'Tilsette',
  },
  theme: {
    sprak: 'Språk', overganger: 'Overgangar', foreldresamarbeid: 'Foreldresamarbeid', samhandling: 'Samhandling mellom tenester',
    informasjonsdeling: 'Informasjonsdeling og samtykke', ansvar: 'Ansvar og gråsoner', forankring: 'Forankring og leiing',
    kompetanse: 'Kompetanse', rekruttering: 'Rekruttering og gjennomtrekk', ressurser: 'Ressursar og kapasitet',
    inkludering: 'Inkludering og spesialpedagogikk', 'psykisk-helse': 'Psykisk helse og traume', fritid: 'Fritid og nærmiljø',
    kriminalitetsforebygging: 'Kriminalitetsførebygging', gjennomforing: 'Gjennomføring i vidaregåande', 'digitale-verktoy': 'Digitale verktøy',
  },
  level: { organisation: 'Verksemd', municipality: 'Kommune', state: 'Stat' },
  modelStatus: { operation: 'I drift', partial: 'Delvis i drift', trial: 'Blir prøvd ut', 'not-implemented': 'Ikkje teken i bruk' },
  projectGroup: { ongoing: 'Nytt eller i gang', ended: 'Avslutta' },
  phase: { idea: 'Idé', concept: 'Konsept', planning: 'Planlegging', execution: 'Gjennomføring', ended: 'Avslutta' },
  implementation: {
    implemented: 'Teke i bruk', partial: 'Delvis teke i bruk', 'not-implemented': 'Ikkje teke i bruk', cancelled: 'Avlyst',
    mapping: 'Kartlegging', undecided: 'Ikkje avgjort',
  },
  seminarType: { seminar: 'Seminar', webinar: 'Webinar', breakfast: 'Frukostseminar', session: 'Konferanse', visit: 'Besøk', gathering: 'Samling' },
  insightGroup: { finding: 'Funn og kartleggingar', programme: 'Om delprogrammet', economy: 'Økonomi', reference: 'Referansar' },
  certainty: { experienced: 'Erfart', evaluated: 'Evaluert', measured: 'Effekt målt' },
  obstacleKind: { structural: 'Strukturell hindring', organisational: 'Organisatorisk hindring', 'not-assessed': 'Hindring, type ikkje vurdert' },
  kind: { model: 'Modell', handbook: 'Handbok', chapter: 'Kapittel', seminar: 'Seminar', project: 'Prosjekt', insight: 'Kunnskap', obstacle: 'Hindring' },
  kinds: { model: 'Modellar', handbook: 'Handbøker', seminar: 'Seminar', project: 'Prosjekt', insight: 'Kunnskap', obstacle: 'Hindringar' },
}
