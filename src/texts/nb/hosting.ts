import type { LineKind, TemplateId } from '../../domain/seminar-templates.ts'

/** Texts of making and editing a seminar. */
export const hosting = {
  make: {
    title: 'Lag et seminar', lead: 'Begynn med en mal. Alt kan endres etterpå, også programmet.',
    template: 'Mal', lasts: (from: string, to: string) => `kl. ${from}–${to}`, noLines: 'Du skriver programmet selv',
    name: 'Tittel', date: 'Dato', starts: 'Begynner klokka', host: 'Vert', office: 'Programkontoret', hostedBy: (name: string) => `Vert: ${name}`,
    who: 'Bare de som er verter, ser seminaret til noen blir med eller programkontoret publiserer det.',
    programme: 'Programmet i malen', send: 'Lag seminaret', pastMidnight: 'Programmet ville vart til over midnatt. Velg et tidligere klokkeslett.',
    chooseHost: 'Velg en vert.', missing: 'Fyll ut dette først.',
  },
  templates: { morning: 'Seminar på en formiddag', webinar: 'Webinar, to timer', day: 'Heldagssamling', empty: 'Tomt program' } satisfies Record<TemplateId, string> as Record<TemplateId, string>,
  lines: {
    arrival: 'Kaffe og registrering', welcome: 'Velkommen', talk: 'Innlegg', experience: 'Erfaringer fra praksis', groups: 'Arbeid i grupper', plenary: 'Oppsummering fra gruppene',
    questions: 'Spørsmål og samtale', break: 'Pause', lunch: 'Lunsj', closing: 'Veien videre',
  } satisfies Record<LineKind, string> as Record<LineKind, string>,
  notHost: { title: 'Siden er for verter', text: 'Programkontoret og utviklerne i en virksomhet kan lage seminarer og endre sine egne.', link: 'Logg inn' },
  strip: {
    title: 'For deg som er vert', links: 'Sider for verten',
    edit: 'Rediger', materials: 'Materiell', codes: 'Koder og deltakere', poster: 'Plakat', screen: 'Skjerm', answers: 'Svar',
    waiting: 'Ikke sendt ennå. Det ligger trygt på enheten og sendes av seg selv.', later: 'Materiell, koder og resten kommer når seminaret er sendt.',
    members: 'Bare deltakere og verter ser seminaret.', everyone: 'Alle kan lese seminaret.', changed: 'Endringene dine er ikke sendt ennå.',
    refused: 'Noe du har gjort her, ble ikke tatt imot.', see: 'Se hva det er', choose: 'Noen andre har endret det samme som deg.', chooseLink: 'Velg hva som skal gjelde',
  },
  edit: {
    title: 'Rediger seminaret', back: 'Seminaret', see: 'Se seminaret',
    taken: 'Kladden din er hentet fram.', others: (fields: string) => `Andre har endret ${fields} siden du begynte. Det du ikke har rørt, blir stående slik de skrev det.`,
    name: 'Tittel', summary: 'Sammendrag', summaryHint: 'To–tre setninger om hva seminaret handler om.', type: 'Type', date: 'Dato', endDate: 'Siste dag', endDateHint: 'Bare når det varer mer enn én dag.',
    place: 'Sted', placeHint: 'For et webinar kan du skrive «På nett».', organiser: 'Arrangør', optional: 'valgfritt',
    programme: 'Program', line: (n: number) => `Punkt ${n}`, lineTitle: 'Hva', who: 'Hvem', whoHint: 'Skriv rolle eller virksomhet, for eksempel «PPT» eller «Bydel Alna».', day: 'Dag', from: 'Fra', to: 'Til', text: 'Mer om punktet', addLine: 'Legg til et punkt',
    outOfOrder: 'Punktene står ikke slik klokka går.', putInOrder: 'Sett dem i rekkefølge', noLines: 'Programmet er tomt.',
    about: 'Hvem og hva det gjelder', services: 'Tjenester', districts: 'Bydeler', ages: 'Aldersgrupper', themes: 'Temaer', none: 'ingen valgt',
    linked: 'Henger sammen med', obstacles: 'Hindringer', obstacle: 'Nummeret på en hindring', obstacleHint: 'For eksempel H-2024-17.', addObstacle: 'Legg til', obstacleUnknown: 'Vi finner ingen offentlig hindring med det nummeret på denne enheten.', obstacleThere: 'Den står her allerede.', remove: (name: string) => `Fjern ${name}`,
    afterwards: 'Etterpå', recording: 'Adressen til opptaket', recordingHint: 'Må begynne med https://. Lenken åpnes utenfor Feltboka.', recordingText: 'Hva lenken skal hete', recordingTextHint: 'For eksempel «Opptak av seminaret».',
    texts: 'Oppsummering og andre tekster', part: (n: number) => `Tekst ${n}`, partTitle: 'Overskrift', partBody: 'Tekst', partBodyHint: 'Skriv om arbeidet, ikke om enkeltpersoner.', addPart: 'Legg til en tekst', noParts: 'Ingenting er skrevet ennå.',
    evaluation: 'Siste dag for evaluering', evaluationHint: 'Uten dato kan deltakerne svare så lenge de vil.',
    up: (name: string) => `Flytt ${name} opp`, down: (name: string) => `Flytt ${name} ned`, moved: (name: string, to: number, of: number) => `${name} er nå nummer ${to} av ${of}.`,
    removePart: 'Fjern', removed: (name: string) => `${name} er fjernet.`, undo: 'Angre', returned: (name: string) => `${name} er tilbake.`,
    and: 'og', save: 'Lagre endringene', nothing: 'Du har ikke endret noe.', saved: 'Lagret. Det sendes av seg selv.', discard: 'Slett kladden', discarded: 'Kladden er slettet. Her står seminaret slik det er nå.',
    discardAsk: { title: 'Slette kladden?', text: 'Det du har skrevet og ikke lagret, blir borte. Seminaret er som før.', confirm: 'Slett kladden', cancel: 'Behold den' },
    failed: 'Det ble ikke lagret', kept: 'Teksten lagres på enheten mens du skriver.', look: (n: number) => (n === 1 ? 'Ett felt må ses på før det kan lagres.' : `${n} felt må ses på før det kan lagres.`),
  },
  problems: {
    needed: 'Fyll ut dette først.', 'ends-before': 'Siste dag er før den første.', 'day-outside': 'Dagen er utenfor seminaret.', 'from-needed': 'Skriv når det begynner.', 'to-before': 'Det slutter før det begynner.',
    https: 'Adressen må begynne med https://.', 'closes-before': 'Dagen er før seminaret.', 'too-large': 'Det er for mye tekst til å sendes på én gang. Lagre noe av det først, eller kort det ned.',
  },
  conflict: {
    title: 'Noen andre har endret dette', text: 'Velg hva som skal gjelde. Ingenting er skrevet over.', mine: 'Du skrev', theirs: 'Det står nå', useMine: 'Bruk mitt', useTheirs: 'Behold det som står', empty: 'Tomt',
  },
  publish: {
    title: 'Publisering', members: 'Bare deltakere og verter ser seminaret. Når det publiseres, kan alle lese det, og filene følger med.', everyone: 'Alle kan lese seminaret og hente filene.',
    byOffice: 'Programkontoret publiserer seminarer.', closed: (n: number) => `${n === 1 ? 'Én fil er' : `${n} filer er`} ikke åpnet for alle ennå. Det må gjøres før seminaret publiseres.`, toMaterials: 'Gå til materiell',
    show: 'Publiser', hide: 'Ta tilbake', shown: 'Publisert. Det sendes av seg selv.', hidden: 'Tatt tilbake. Det sendes av seg selv.',
    showAsk: { title: 'Publisere seminaret?', text: 'Tittel, program, tekster og filer kan leses av alle. Hvem som har blitt med, vises aldri.', confirm: 'Publiser', cancel: 'Avbryt' },
    hideAsk: { title: 'Ta seminaret tilbake?', text: 'Det forsvinner fra alle som ikke er deltakere eller verter, neste gang de har nett.', confirm: 'Ta tilbake', cancel: 'Avbryt' },
  },
}
