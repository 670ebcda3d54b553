import type { PaperWords } from '../../domain/exports/words.ts'
import { formatDate } from '../format.ts'
import { lists } from './lists.ts'

/**
 * The words of the documents that are made of the register. In bokmål alone, whatever language the app is shown in: the
 * register is written in it, and a document has one language.
 */
export const papers: PaperWords = {
  date: (iso) => formatDate(iso, 'nb'),
  organisation: lists.organisation,
  level: lists.level,
  levelNotAssessed: 'Nivå ikke vurdert',
  status: { registered: 'Registrert', assessed: 'Vurdert', escalated: 'Løftet', 'following-up': 'Følges opp', resolved: 'Løst', closed: 'Lukket' },
  way: {
    'fast-motepunkt': 'Fast møtepunkt', 'skriftlig-oversendelse': 'Skriftlig oversendelse', veiledning: 'Veiledning', arbeidsgruppe: 'Arbeidsgruppe',
    prosjekt: 'Prosjekt', svar: 'Svar', lukket: 'Lukket',
  },
  page: (at, of) => `Side ${at} av ${of}`,
  none: 'Ikke oppgitt i kildene',
  unnumbered: 'Uten nummer ennå',
  reports: (count, isCounted) => (count !== undefined ? String(count) : isCounted ? 'færre enn 5' : 'ikke talt opp'),
  columns: {
    row: 'Rad', project: 'Prosjekt', number: 'Nummer', obstacle: 'Hindring', description: 'Beskrivelse', followUp: 'Oppfølging', responsible: 'Ansvar', level: 'Nivå',
    status: 'Status', where: 'Hos hvem, siden', since: 'Siden', lastFollowUp: 'Siste oppfølging', days: 'Dager', reports: 'Meldinger',
    what: 'Gjelder', told: 'Opplysning',
  },
  annex: {
    kicker: (year) => `Delprogram oppvekst og utdanning. Årsrapport ${year}`,
    title: 'Strukturelle og organisatoriske hindringer',
    gaps: 'Sviktsoner',
    gapsText: 'Steder der ansvaret faller mellom flere. De står i en egen oversikt i årsrapporten.',
    gap: 'Sviktsone',
    followUp: (way, date, text) => `${way}, ${date}: ${text}`,
    escalated: (bodies, date) => `Løftet til ${bodies} ${date}.`,
    withoutProject: (owners) => (owners ? `Uten prosjekt (${owners})` : 'Uten prosjekt'),
  },
  statusList: {
    kicker: 'Delprogram oppvekst og utdanning. Til operativt styre',
    title: (date) => `Status for hindringene ${date}`,
    summary: (count, open) => `${count === 1 ? 'Én hindring' : `${count} hindringer`}, av disse ${open} åpne. Listen er delt etter status og nivå, og de som har stått lengst, står først.`,
    since: (who, date) => `${who}, siden ${date}`,
    nobody: 'Ingen ennå',
    overdue: (date) => `Svarfristen gikk ut ${date}`,
  },
  letter: {
    kicker: (date) => `Delprogram oppvekst og utdanning. Skriftlig oversendelse ${date}`,
    title: (body) => `Hindringer til ${body}`,
    opening: (body, count) => `Programkontoret har løftet ${count === 1 ? 'en hindring' : `${count} hindringer`} til ${body}. De er meldt av ansatte som arbeider med barn og unge, og dokumentert i delprogrammets register.`,
    question: 'Vi ber om svar på hva dere kan gjøre med hver av dem, eller hvem som skal ha saken.',
    closing: 'Svar kan sendes skriftlig til programkontoret, eller gis på neste faste møtepunkt.',
    from: 'Vennlig hilsen Programkontoret i Delprogram oppvekst og utdanning',
    asked: 'Hva vi ber om', defaultAsk: 'Svar på hva dere kan gjøre, eller hvem som skal ha saken.',
    since: 'Sendt dere', due: 'Svarfrist', noDue: 'Ikke satt', reports: 'Meldinger', answered: 'Besvart',
  },
}
