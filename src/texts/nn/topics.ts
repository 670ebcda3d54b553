import type { Texts } from '../nb/index.ts'

export const topics: Texts['topics'] = {
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
}
