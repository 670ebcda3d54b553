import type { Texts } from '../nb/index.ts'

export const hosting: Texts['hosting'] = {
  make: {
    title: 'Lag eit seminar', lead: 'Begynn med ein mal. Alt kan endrast etterpå, også programmet.',
    template: 'Mal', lasts: (from, to) => `kl. ${from}–${to}`, noLines: 'Du skriv programmet sjølv',
    name: 'Tittel', date: 'Dato', starts: 'Begynner klokka', host: 'Vert', office: 'Programkontoret', hostedBy: (name) => `Vert: ${name}`,
    who: 'Berre dei som er vertar, ser seminaret til nokon blir med eller programkontoret publiserer det.',
    programme: 'Programmet i malen', send: 'Lag seminaret', pastMidnight: 'Programmet ville vart til over midnatt. Vel eit tidlegare klokkeslett.',
    chooseHost: 'Vel ein vert.', missing: 'Fyll ut dette først.',
  },
  templates: { morning: 'Seminar ein formiddag', webinar: 'Webinar, to timar', day: 'Heildagssamling', empty: 'Tomt program' },
  lines: {
    arrival: 'Kaffi og registrering', welcome: 'Velkomen', talk: 'Innlegg', experience: 'Erfaringar frå praksis', groups: 'Arbeid i grupper', plenary: 'Oppsummering frå gruppene',
    questions: 'Spørsmål og samtale', break: 'Pause', lunch: 'Lunsj', closing: 'Vegen vidare',
  },
  notHost: { title: 'Sida er for vertar', text: 'Programkontoret og utviklarane i ei verksemd kan lage seminar og endre sine eigne.', link: 'Logg inn' },
  strip: {
    title: 'For deg som er vert', links: 'Sider for verten',
    edit: 'Rediger', materials: 'Materiell', codes: 'Kodar og deltakarar', poster: 'Plakat', screen: 'Skjerm', answers: 'Svar',
    waiting: 'Ikkje send enno. Det ligg trygt på eininga og blir sendt av seg sjølv.', later: 'Materiell, kodar og resten kjem når seminaret er sendt.',
    members: 'Berre deltakarar og vertar ser seminaret.', everyone: 'Alle kan lese seminaret.', changed: 'Endringane dine er ikkje sende enno.',
    refused: 'Noko du har gjort her, vart ikkje teke imot.', see: 'Sjå kva det er', choose: 'Nokon andre har endra det same som deg.', chooseLink: 'Vel kva som skal gjelde',
  },
  edit: {
    title: 'Rediger seminaret', back: 'Seminaret', see: 'Sjå seminaret',
    taken: 'Kladden din er henta fram.', others: (fields) => `Andre har endra ${fields} sidan du begynte. Det du ikkje har rørt, blir ståande slik dei skreiv det.`,
    name: 'Tittel', summary: 'Samandrag', summaryHint: 'To–tre setningar om kva seminaret handlar om.', type: 'Type', date: 'Dato', endDate: 'Siste dag', endDateHint: 'Berre når det varer meir enn éin dag.',
    place: 'Stad', placeHint: 'For eit webinar kan du skrive «På nett».', organiser: 'Arrangør', optional: 'valfritt',
    programme: 'Program', line: (n) => `Punkt ${n}`, lineTitle: 'Kva', who: 'Kven', whoHint: 'Skriv rolle eller verksemd, til dømes «PPT» eller «Bydel Alna».', day: 'Dag', from: 'Frå', to: 'Til', text: 'Meir om punktet', addLine: 'Legg til eit punkt',
    outOfOrder: 'Punkta står ikkje slik klokka går.', putInOrder: 'Set dei i rekkjefølgje', noLines: 'Programmet er tomt.',
    about: 'Kven og kva det gjeld', services: 'Tenester', districts: 'Bydelar', ages: 'Aldersgrupper', themes: 'Tema', none: 'ingen valde',
    linked: 'Heng saman med', obstacles: 'Hindringar', obstacle: 'Nummeret på ei hindring', obstacleHint: 'Til dømes H-2024-17.', addObstacle: 'Legg til', obstacleUnknown: 'Vi finn inga offentleg hindring med det nummeret på denne eininga.', obstacleThere: 'Ho står her allereie.', remove: (name) => `Fjern ${name}`,
    afterwards: 'Etterpå', recording: 'Adressa til opptaket', recordingHint: 'Må begynne med https://. Lenkja blir opna utanfor Feltboka.', recordingText: 'Kva lenkja skal heite', recordingTextHint: 'Til dømes «Opptak av seminaret».',
    texts: 'Oppsummering og andre tekstar', part: (n) => `Tekst ${n}`, partTitle: 'Overskrift', partBody: 'Tekst', partBodyHint: 'Skriv om arbeidet, ikkje om enkeltpersonar.', addPart: 'Legg til ein tekst', noParts: 'Ingenting er skrive enno.',
    evaluation: 'Siste dag for evaluering', evaluationHint: 'Utan dato kan deltakarane svare så lenge dei vil.',
    up: (name) => `Flytt ${name} opp`, down: (name) => `Flytt ${name} ned`, moved: (name, to, of) => `${name} er no nummer ${to} av ${of}.`,
    removePart: 'Fjern', removed: (name) => `${name} er fjerna.`, undo: 'Angre', returned: (name) => `${name} er tilbake.`,
    and: 'og', save: 'Lagre endringane', nothing: 'Du har ikkje endra noko.', saved: 'Lagra. Det blir sendt av seg sjølv.', discard: 'Slett kladden', discarded: 'Kladden er sletta. Her står seminaret slik det er no.',
    discardAsk: { title: 'Slette kladden?', text: 'Det du har skrive og ikkje lagra, blir borte. Seminaret er som før.', confirm: 'Slett kladden', cancel: 'Behald han' },
    failed: 'Det vart ikkje lagra', kept: 'Teksten blir lagra på eininga medan du skriv.', look: (n) => (n === 1 ? 'Eitt felt må sjåast på før det kan lagrast.' : `${n} felt må sjåast på før det kan lagrast.`),
  },
  problems: {
    needed: 'Fyll ut dette først.', 'ends-before': 'Siste dag er før den første.', 'day-outside': 'Dagen er utanfor seminaret.', 'from-needed': 'Skriv når det begynner.', 'to-before': 'Det sluttar før det begynner.',
    https: 'Adressa må begynne med https://.', 'closes-before': 'Dagen er før seminaret.', 'too-large': 'Det er for mykje tekst til å sendast på éin gong. Lagre noko av det først, eller kort det ned.',
  },
  conflict: {
    title: 'Nokon andre har endra dette', text: 'Vel kva som skal gjelde. Ingenting er skrive over.', mine: 'Du skreiv', theirs: 'Det står no', useMine: 'Bruk mitt', useTheirs: 'Behald det som står', empty: 'Tomt',
  },
  publish: {
    title: 'Publisering', members: 'Berre deltakarar og vertar ser seminaret. Når det blir publisert, kan alle lese det, og filene følgjer med.', everyone: 'Alle kan lese seminaret og hente filene.',
    byOffice: 'Programkontoret publiserer seminar.', closed: (n) => `${n === 1 ? 'Éi fil er' : `${n} filer er`} ikkje opna for alle enno. Det må gjerast før seminaret blir publisert.`, toMaterials: 'Gå til materiell',
    show: 'Publiser', hide: 'Ta tilbake', shown: 'Publisert. Det blir sendt av seg sjølv.', hidden: 'Teke tilbake. Det blir sendt av seg sjølv.',
    showAsk: { title: 'Publisere seminaret?', text: 'Tittel, program, tekstar og filer kan lesast av alle. Kven som har vorte med, blir aldri vist.', confirm: 'Publiser', cancel: 'Avbryt' },
    hideAsk: { title: 'Ta seminaret tilbake?', text: 'Det forsvinn frå alle som ikkje er deltakarar eller vertar, neste gong dei har nett.', confirm: 'Ta tilbake', cancel: 'Avbryt' },
  },
}
