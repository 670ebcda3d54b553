import type { FollowUpWay, ObstacleStatus } from '../../domain/documents.ts'
import { inList } from '../in-list.ts'

const listed = (names: readonly string[]) => inList(names, 'og')
const days = (n: number) => (n === 1 ? 'én dag' : `${n} dager`)

/** Texts of the work with an obstacle: how far it has come, who owes an answer, and what those who work with it may do. */
export const casework = {
  status: {
    registered: 'Registrert', assessed: 'Vurdert', escalated: 'Løftet', 'following-up': 'Under oppfølging', resolved: 'Løst', closed: 'Lukket uten løsning',
  } satisfies Record<ObstacleStatus, string> as Record<ObstacleStatus, string>,
  way: {
    'fast-motepunkt': 'Tatt opp på fast møtepunkt', 'skriftlig-oversendelse': 'Sendt skriftlig', veiledning: 'Gitt veiledning', arbeidsgruppe: 'Spilt inn til arbeidsgruppe',
    prosjekt: 'Fulgt opp i prosjekt', svar: 'Svar mottatt', lukket: 'Lukket',
  } satisfies Record<FollowUpWay, string> as Record<FollowUpWay, string>,
  statusLabel: 'Status',
  notPublic: 'Ikke offentlig',
  noNumber: 'Får nummer når den er sendt',
  waiting: 'Ikke sendt ennå',
  mergedInto: (number: string) => `Slått sammen med ${number}`,
  mergedText: 'Det som skjer videre, står der. Alt som hørte til denne, er tatt vare på.', mergedUnseen: 'Denne er slått sammen med en hindring som ikke er offentlig ennå. Oppfølgingen fortsetter der.',
  merged: 'Slått sammen med denne',
  list: { order: 'Rekkefølge', byNumber: 'Etter nummer', longest: 'Har stått lengst', standing: (names: readonly string[], n: number) => `Venter på ${listed(names)}, ${n === 0 ? 'siden i dag' : days(n)}`, late: 'over fristen', asked: (n: number) => `Venter på svar fra dere (${n})`, take: (n: number) => (n === 1 ? 'Hent den ene hindringen som' : `Hent de ${n} hindringene som`), file: 'Hindringer', saved: 'Fila er lagret.', failed: 'Det gikk ikke å lage fila. Prøv igjen.' },
  sections: 'Gjelder disse delene',
  matrix: {
    title: (year: number) => `Meldinger i ${year}, etter bydel og tjeneste`, year: 'År', table: 'Tabell', bars: 'Graf', district: 'Bydel', reports: 'Meldinger', hidden: 'skjult',
    scroll: 'Tabell, kan rulles sidelengs',
    note: '«Skjult» er under 5, eller et tall som kunne røpet det. Slik kan ingen kjennes igjen.',
    steps: 'Tallene sier hvor mange som har meldt. De endres først når minst fem nye har meldt.',
    none: (year: number) => `Ingen tall å vise for ${year} ennå. Et tall vises når minst fem har meldt fra samme bydel og tjeneste.`,
    own: {
      show: 'Vis kontorets egne tall', title: 'Bare for programkontoret. Disse tallene må ikke ut av kontoret.',
      text: 'De teller hver melding som står i innboksen på denne enheten, også fra dem som ikke vil oppgi hvor de arbeider. Små tall kan røpe hvem som har meldt.',
      none: (year: number) => `Ingen meldinger i ${year} har både bydel og tjeneste.`,
    },
  },
  ladder: {
    days: (n: number): string => (n === 1 ? 'dag' : 'dager'),
    here: 'Står her nå', notHere: 'Ikke løftet hit', wasHere: 'Har stått her',
    owes: (names: readonly string[]) => `${listed(names)} skylder svar`,
    waits: (names: readonly string[]) => `Venter på svar fra ${listed(names)}`,
    since: (date: string, n: number) => (n === 0 ? 'Siden i dag.' : `Siden ${date}, ${days(n)}.`),
    due: (date: string) => `Fristen er ${date}.`,
    late: (date: string, n: number) => `Fristen gikk ut ${date}, for ${days(n)} siden.`,
    answered: (names: readonly string[]) => `${listed(names)} har svart`,
    answeredOn: (date: string) => `Svaret kom ${date}.`,
    resolved: 'Hindringen er løst', closed: 'Lukket uten løsning',
    own: (name: string) => `Følges opp av ${name}`, nobody: 'Ikke løftet til noen ennå',
  },
  log: {
    title: 'Det som er gjort', none: 'Ingenting er ført opp ennå.', all: (n: number) => `Vis hele historikken (${n})`, less: 'Vis det viktigste',
    by: { office: 'programkontoret', developer: (name: string) => `utvikleren i ${name}`, recipient: (name: string) => name },
    created: 'Registrert', moved: (status: string) => `Ny status: ${status}`, escalated: (names: readonly string[]) => `Løftet til ${listed(names)}`,
    answer: (name: string) => `Svar fra ${name}`, published: 'Gjort offentlig', unpublished: 'Tatt ut av det åpne registeret',
    edited: (fields: readonly string[]) => `Endret ${listed(fields)}`, deadline: (name: string, date: string) => `Frist for ${name}: ${date}`, noDeadline: (name: string) => `Ingen frist for ${name} lenger`,
    merged: (number: string) => `Slått sammen med ${number}`, parted: 'Skilt ut igjen', asked: 'Spurte dem som meldte, om det fortsatt er slik',
    redacted: 'Tekst fjernet fra historikken', gone: 'Teksten er fjernet av programkontoret.', redact: 'Fjern teksten', redactAsk: { title: 'Fjerne teksten for godt?', text: 'Bruk dette når noe om en person ikke skulle vært skrevet. Teksten blir borte for alle, også i frosne registre, og kan ikke hentes tilbake. Historikken viser at den er fjernet.', confirm: 'Fjern teksten', cancel: 'Avbryt' },
    before: 'Før', after: 'Nå', empty: 'Tomt', internal: 'Bare for dem som arbeider med hindringen',
  },
  work: {
    title: 'Arbeid med hindringen', who: { office: 'Du er fra programkontoret.', developer: 'Du er utvikler for hindringen.', recipient: 'Du svarer for en som er spurt.' },
    failed: 'Det ble ikke lagret', saved: 'Lagret på enheten.', savedSent: 'Lagret. Det sendes av seg selv.',
    needed: 'Fyll ut dette først.', cancel: 'Avbryt', kept: 'Teksten lagres på enheten mens du skriver.', discard: 'Slett kladden',
    text: 'Beskrivelse', hint: 'Skriv om arbeidet, ikke om enkeltpersoner.', date: 'Dato', dateHint: 'Dagen det skjedde.', isPublic: 'Vis for alle når hindringen er offentlig',
    status: {
      open: 'Endre status', title: 'Endre status', now: (status: string) => `Status nå: ${status}`, to: 'Ny status', reason: 'Hvorfor?', reasonHint: 'Vises for alle, og for dem som har meldt.', send: 'Endre status',
      ask: 'Før du lukker, kan du spørre dem som meldte, om det fortsatt er slik.', none: 'Løft hindringen for å komme videre.',
    },
    lift: {
      open: 'Løft', title: 'Løft til noen som kan gjøre noe', to: 'Til', text: 'Hva spør dere om?', textHint: 'Vises for alle når hindringen er offentlig. Kan stå tomt.', due: 'Svarfrist', dueHint: 'Kan stå tom. Fristen vises bare for dem som arbeider med hindringen.',
      send: 'Løft hindringen', assessFirst: 'Hindringen må være vurdert før den løftes.',
    },
    log: { open: 'Før opp oppfølging', title: 'Hva er gjort?', way: 'Hva slags oppfølging', whose: 'Svar fra', text: 'Hva ble gjort, eller hva ble svaret?', send: 'Før opp' },
    answer: { open: 'Svar', title: (name: string) => `Svar for ${name}`, text: 'Svaret', hint: 'Hva gjør dere med hindringen, og når? Skriv ikke om enkeltpersoner.', send: 'Send svaret', isPublic: 'Svaret kan vises for alle' },
    due: { open: 'Endre frist', title: 'Endre svarfrist', whose: 'For', date: 'Ny frist', dateHint: 'Uten dato fjernes fristen.', send: 'Lagre fristen' },
    edit: {
      open: 'Rediger', title: 'Rediger hindringen', name: 'Tittel', text: 'Beskrivelse', kind: 'Type', levels: 'Nivåer', bodies: 'Ansvarlige', services: 'Tjenester', districts: 'Bydeler', themes: 'Temaer',
      organisations: 'Virksomheter som følger den opp', addressedTo: 'Bes om svar', models: 'Modeller', projects: 'Prosjekter', insights: 'Kunnskap', sections: 'Deler av sider som den gjelder', send: 'Lagre endringene', nothing: 'Du har ikke endret noe.',
    },
    publish: { show: 'Gjør offentlig', hide: 'Ta ut av det åpne registeret', showAsk: { title: 'Gjøre hindringen offentlig?', text: 'Tittel, beskrivelse og det som er gjort, kan leses av alle. Hvem som har meldt, vises aldri.', confirm: 'Gjør offentlig', cancel: 'Avbryt' },
      hideAsk: { title: 'Ta hindringen ut av det åpne registeret?', text: 'Den forsvinner fra alle som ikke arbeider med den, neste gang de får nett.', confirm: 'Ta ut', cancel: 'Avbryt' } },
    merge: { open: 'Slå sammen', title: 'Slå sammen med en annen', into: 'Denne er det samme som', hint: 'Skriv nummeret, for eksempel H-2024-17.', send: 'Slå sammen', unknown: 'Vi finner ingen hindring med det nummeret på denne enheten.', same: 'Det er denne hindringen.', hidden: 'Den andre er ikke offentlig. Gjør den offentlig først.', already: 'Den andre er selv slått sammen med en annen.', what: (title: string) => `Du slår den sammen med «${title}». Alt som hører til denne, tas vare på, og det kan angres.`, part: 'Skill fra hverandre igjen' },
    ask: { open: 'Spør dem som meldte', sure: { title: 'Spørre dem som meldte?', text: 'De får spørsmålet «Er dette fortsatt en hindring?» i sakene sine.', confirm: 'Spør', cancel: 'Avbryt' } },
    move: {
      title: 'Flytt meldinger', existing: 'Flytt meldinger til en annen hindring', made: 'Flytt meldinger til en ny hindring', which: 'Hvilke meldinger?', none: 'Velg minst én melding.',
      number: 'Nummeret på hindringen', what: (title: string) => `Du flytter dem til «${title}».`, told: 'De som har meldt, får vite det i sakene sine.', send: 'Flytt', madeOne: 'den nye hindringen',
      done: (n: number, where: string) => (n === 1 ? `Én melding er flyttet til ${where}.` : `${n} meldinger er flyttet til ${where}.`),
      undo: 'Angre', undone: 'Angret. Meldingene er her som før.', late: 'Dette er alt sendt. Flytt dem tilbake hvis de hører til her.',
    },
    reports: { title: 'Meldinger', count: (n: number) => (n === 1 ? 'Én melding' : `${n} meldinger`), places: (n: number) => (n === 1 ? 'fra ett arbeidssted, så langt det er oppgitt' : `fra ${n} arbeidssteder, så langt det er oppgitt`), none: 'Ingen meldinger er koblet til.', still: (yes: number, no: number, unsure: number) => `Fortsatt en hindring? Ja: ${yes}. Nei: ${no}. Vet ikke: ${unsure}.`, all: 'Vis alle' },
    conflict: { title: 'Noen andre har endret dette', text: 'Velg hva som skal gjelde. Ingenting er overskrevet.', mine: 'Du skrev', theirs: 'Det står nå', useMine: 'Bruk mitt', useTheirs: 'Behold det som står' },
    refused: { title: 'Noe ble ikke tatt imot', see: 'Se hva du kan gjøre' },
  },
}
