import type { Age, Theme } from '../../domain/vocabulary.ts'

/** The words of the fixed lists that only lists and forms show. */
export const topics = {
  age: {
    '0-1': '0–1 år', '1-5': '1–5 år', '6-12': '6–12 år', '13-15': '13–15 år', '16-19': '16–19 år', '20-25': '20–25 år',
    foreldre: 'Foreldre', ansatte: 'Ansatte',
  } satisfies Record<Age, string> as Record<Age, string>,
  theme: {
    sprak: 'Språk', overganger: 'Overganger', foreldresamarbeid: 'Foreldresamarbeid', samhandling: 'Samhandling mellom tjenester',
    informasjonsdeling: 'Informasjonsdeling og samtykke', ansvar: 'Ansvar og gråsoner', forankring: 'Forankring og ledelse',
    kompetanse: 'Kompetanse', rekruttering: 'Rekruttering og turnover', ressurser: 'Ressurser og kapasitet',
    inkludering: 'Inkludering og spesialpedagogikk', 'psykisk-helse': 'Psykisk helse og traumer', fritid: 'Fritid og nærmiljø',
    kriminalitetsforebygging: 'Kriminalitetsforebygging', gjennomforing: 'Gjennomføring i videregående', 'digitale-verktoy': 'Digitale verktøy',
  } satisfies Record<Theme, string> as Record<Theme, string>,
}
