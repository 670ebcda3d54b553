import type { Texts } from '../nb/index.ts'
import { inList } from '../in-list.ts'

const listed = (names: readonly string[]) => inList(names, 'og')
const days = (n: number) => (n === 1 ? 'éin dag' : `${n} dagar`)

export const casework: Texts['casework'] = {
  status: {
    registered: 'Registrert', assessed: 'Vurdert', escalated: 'Løfta', 'following-up': 'Under oppfølging', resolved: 'Løyst', closed: 'Lukka utan løysing',
  },
  way: {
    'fast-motepunkt': 'Teke opp på fast møtepunkt', 'skriftlig-oversendelse': 'Sendt skriftlig', veiledning: 'Gjeve rettleiing', arbeidsgruppe: 'Spelt inn til arbeidsgruppe',
    prosjekt: 'Følgt opp i prosjekt', svar: 'Svar motteke', lukket: 'Lukka',
  },
  statusLabel: 'Status',
  notPublic: 'Ikkje offentleg',
  noNumber: 'Får nummer når ho er send',
  waiting: 'Ikkje send enno',
  mergedInto: (number: string) => `Slått saman med ${number}`,
  mergedText: 'Det som skjer vidare, står der. Alt som høyrde til denne, er teke vare på.', mergedUnseen: 'Denne er slått saman med ei hindring som ikkje er offentleg enno. Oppfølginga held fram der.',
  merged: 'Slått saman med denne',
  list: { order: 'Rekkjefølgje', byNumber: 'Etter nummer', longest: 'Har stått lengst', standing: (names, n) => `Ventar på ${listed(names)}, ${n === 0 ? 'sidan i dag' : days(n)}`, late: 'over fristen', asked: (n) => `Ventar på svar frå dykk (${n})`, take: (n) => (n === 1 ? 'Hent den eine hindringa som' : `Hent dei ${n} hindringane som`), file: 'Hindringar', saved: 'Fila er lagra.', failed: 'Det gjekk ikkje å lage fila. Prøv igjen.' },
  sections: 'Gjeld desse delane',
  matrix: {
    title: (year: number) => `Meldingar i ${year}, etter bydel og teneste`, year: 'År', table: 'Tabell', bars: 'Graf', district: 'Bydel', reports: 'Meldingar', hidden: 'skjult',
    scroll: 'Tabell, kan rullast sidelengs',
    note: '«Skjult» er under 5, eller eit tal som kunne ha røpt det. Slik kan ingen kjennast att.',
    steps: 'Tala seier kor mange som har meldt. Dei endrar seg først når minst fem nye har meldt.',
    none: (year: number) => `Ingen tal å vise for ${year} enno. Eit tal blir vist når minst fem har meldt frå same bydel og teneste.`,
    own: {
      show: 'Vis kontoret sine eigne tal', title: 'Berre for programkontoret. Desse tala må ikkje ut av kontoret.',
      text: 'Dei tel kvar melding som står i innboksen på denne eininga, også frå dei som ikkje vil oppgje kvar dei arbeider. Små tal kan røpe kven som har meldt.',
      none: (year: number) => `Ingen meldingar i ${year} har både bydel og teneste.`,
    },
  },
  ladder: {
    days: (n: number): string => (n === 1 ? 'dag' : 'dagar'),
    here: 'Står her no', notHere: 'Ikkje løfta hit', wasHere: 'Har stått her',
    owes: (names) => `${listed(names)} skuldar svar`,
    waits: (names) => `Ventar på svar frå ${listed(names)}`,
    since: (date: string, n: number) => (n === 0 ? 'Sidan i dag.' : `Sidan ${date}, ${days(n)}.`),
    due: (date: string) => `Fristen er ${date}.`,
    late: (date: string, n: number) => `Fristen gikk ut ${date}, for ${days(n)} sidan.`,
    answered: (names) => `${listed(names)} har svart`,
    answeredOn: (date: string) => `Svaret kom ${date}.`,
    resolved: 'Hindringa er løyst', closed: 'Lukka utan løysing',
    own: (name: string) => `Blir følgd opp av ${name}`, nobody: 'Ikkje løfta til nokon enno',
  },
  log: {
    title: 'Det som er gjort', none: 'Ingenting er ført opp enno.', all: (n: number) => `Vis hele historikken (${n})`, less: 'Vis det viktigaste',
    by: { office: 'programkontoret', developer: (name: string) => `utviklaren i ${name}`, recipient: (name: string) => name },
    created: 'Registrert', moved: (status: string) => `Ny status: ${status}`, escalated: (names: readonly string[]) => `Løfta til ${listed(names)}`,
    answer: (name: string) => `Svar frå ${name}`, published: 'Gjort offentleg', unpublished: 'Teke ut av det opne registeret',
    edited: (fields: readonly string[]) => `Endra ${listed(fields)}`, deadline: (name: string, date: string) => `Frist for ${name}: ${date}`, noDeadline: (name: string) => `Ingen frist for ${name} lenger`,
    merged: (number: string) => `Slått saman med ${number}`, parted: 'Skild ut igjen', asked: 'Spurde dei som melde, om det framleis er slik',
    redacted: 'Tekst fjerna frå historikken', gone: 'Teksten er fjerna av programkontoret.', redact: 'Fjern teksten', redactAsk: { title: 'Fjerne teksten for godt?', text: 'Bruk dette når noko om ein person ikkje skulle vore skrive. Teksten blir borte for alle, òg i frosne register, og kan ikkje hentast tilbake. Historikken viser at han er fjerna.', confirm: 'Fjern teksten', cancel: 'Avbryt' },
    before: 'Før', after: 'No', empty: 'Tomt', internal: 'Berre for dei som arbeider med hindringa',
  },
  work: {
    title: 'Arbeid med hindringa', who: { office: 'Du er frå programkontoret.', developer: 'Du er utviklar for hindringa.', recipient: 'Du svarer for ein som er spurd.' },
    failed: 'Det blei ikkje lagra', saved: 'Lagra på eininga.', savedSent: 'Lagra. Det blir sendt av seg sjølv.',
    needed: 'Fyll ut dette først.', cancel: 'Avbryt', kept: 'Teksten blir lagra på eininga medan du skriv.', discard: 'Slett kladden',
    text: 'Skildring', hint: 'Skriv om arbeidet, ikkje om enkeltpersonar.', date: 'Dato', dateHint: 'Dagen det skjedde.', isPublic: 'Vis for alle når hindringa er offentleg',
    status: {
      open: 'Endre status', title: 'Endre status', now: (status: string) => `Status no: ${status}`, to: 'Ny status', reason: 'Kvifor?', reasonHint: 'Blir vist for alle, og for dei som har meldt.', send: 'Endre status',
      ask: 'Før du lukkar, kan du spørje dei som melde, om det framleis er slik.', none: 'Løft hindringa for å kome vidare.',
    },
    lift: {
      open: 'Løft', title: 'Løft til nokon som kan gjere noko', to: 'Til', text: 'Kva spør de om?', textHint: 'Blir vist for alle når hindringa er offentleg. Kan stå tomt.', due: 'Svarfrist', dueHint: 'Kan stå tom. Fristen blir berre vist for dei som arbeider med hindringa.',
      send: 'Løft hindringa', assessFirst: 'Hindringa må vere vurdert før ho blir løfta.',
    },
    log: { open: 'Før opp oppfølging', title: 'Kva er gjort?', way: 'Kva slags oppfølging', whose: 'Svar frå', text: 'Kva blei gjort, eller kva blei svaret?', send: 'Før opp' },
    answer: { open: 'Svar', title: (name: string) => `Svar for ${name}`, text: 'Svaret', hint: 'Kva gjer de med hindringa, og når? Skriv ikkje om enkeltpersonar.', send: 'Send svaret', isPublic: 'Svaret kan visast for alle' },
    due: { open: 'Endre frist', title: 'Endre svarfrist', whose: 'For', date: 'Ny frist', dateHint: 'Utan dato blir fristen fjerna.', send: 'Lagre fristen' },
    edit: {
      open: 'Rediger', title: 'Rediger hindringa', name: 'Tittel', text: 'Skildring', kind: 'Type', levels: 'Nivå', bodies: 'Ansvarlege', services: 'Tenester', districts: 'Bydelar', themes: 'Tema',
      organisations: 'Verksemder som følgjer ho opp', addressedTo: 'Bedne om svar', models: 'Modellar', projects: 'Prosjekt', insights: 'Kunnskap', sections: 'Delar av sider som ho gjeld', send: 'Lagre endringane', nothing: 'Du har ikkje endra noko.',
    },
    publish: { show: 'Gjer offentleg', hide: 'Ta ut av det opne registeret', showAsk: { title: 'Gjere hindringa offentleg?', text: 'Tittel, skildring og det som er gjort, kan lesast av alle. Kven som har meldt, blir aldri vist.', confirm: 'Gjer offentleg', cancel: 'Avbryt' },
      hideAsk: { title: 'Ta hindringa ut av det opne registeret?', text: 'Ho forsvinn frå alle som ikkje arbeider med ho, neste gong dei får nett.', confirm: 'Ta ut', cancel: 'Avbryt' } },
    merge: { open: 'Slå saman', title: 'Slå saman med ei anna', into: 'Denne er det same som', hint: 'Skriv nummeret, for eksempel H-2024-17.', send: 'Slå saman', unknown: 'Vi finn inga hindring med det nummeret på denne eininga.', same: 'Det er denne hindringa.', hidden: 'Den andre er ikkje offentleg. Gjer ho offentleg først.', already: 'Den andre er sjølv slått saman med ei anna.', what: (title: string) => `Du slår ho saman med «${title}». Alt som høyrer til denne, blir teke vare på, og det kan angrast.`, part: 'Skil frå kvarandre igjen' },
    ask: { open: 'Spør dei som melde', sure: { title: 'Spørje dei som melde?', text: 'Dei får spørsmålet «Er dette framleis ei hindring?» i sakene sine.', confirm: 'Spør', cancel: 'Avbryt' } },
    move: {
      title: 'Flytt meldingar', existing: 'Flytt meldingar til ei anna hindring', made: 'Flytt meldingar til ei ny hindring', which: 'Kva meldingar?', none: 'Vel minst éi melding.',
      number: 'Nummeret på hindringa', what: (title: string) => `Du flyttar dei til «${title}».`, told: 'Dei som har meldt, får vite det i sakene sine.', send: 'Flytt', madeOne: 'den nye hindringa',
      done: (n: number, where: string) => (n === 1 ? `Éi melding er flytta til ${where}.` : `${n} meldingar er flytta til ${where}.`),
      undo: 'Angre', undone: 'Angra. Meldingane er her som før.', late: 'Dette er alt sendt. Flytt dei tilbake om dei høyrer til her.',
    },
    reports: { title: 'Meldingar', count: (n: number) => (n === 1 ? 'Éi melding' : `${n} meldingar`), places: (n: number) => (n === 1 ? 'frå éin arbeidsstad, så langt det er oppgjeve' : `frå ${n} arbeidsstader, så langt det er oppgjeve`), none: 'Ingen meldingar er kopla til.', still: (yes: number, no: number, unsure: number) => `Framleis ei hindring? Ja: ${yes}. Nei: ${no}. Veit ikkje: ${unsure}.`, all: 'Vis alle' },
    conflict: { title: 'Nokon andre har endra dette', text: 'Vel kva som skal gjelde. Ingenting er skrive over.', mine: 'Du skreiv', theirs: 'Det står no', useMine: 'Bruk mitt', useTheirs: 'Behald det som står' },
    refused: { title: 'Noko blei ikkje teke imot', see: 'Sjå kva du kan gjere' },
  },
}
