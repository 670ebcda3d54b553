import type { Texts } from '../nb/index.ts'

export const about: Texts['about'] = {
  more: 'Meir',
  account: 'Konto',
  moreRows: {
    seminars: 'Program, opptak og oppsummeringar',
    join: { title: 'Bli med på seminar', line: 'Skriv eller skann koden frå plakaten' },
    obstacles: 'Det som stoppar arbeidet, og kven som kan gjere noko',
    projects: 'Alle prosjekta, både dei som er i gang og dei som er avslutta',
    storage: 'Kva som ligg på eininga, og når det vart oppdatert',
    account: 'Finn att sakene dine på andre einingar, og sei kvar du arbeider',
    privacy: 'Kven som ser det du melder, og korleis du får det sletta',
    about: 'Kva Feltboka er, kvar innhaldet kjem frå, og korleis du installerer ho',
  },
  settings: 'Innstillingar',
  mode: { label: 'Utsjånad', system: 'Som eininga', light: 'Lys', dark: 'Mørk' },
  textSize: { label: 'Tekststorleik', normal: 'Vanleg', large: 'Stor', largest: 'Størst', sample: 'Slik ser teksten ut når du les.' },
  language: { label: 'Språk', hint: 'Gjeld menyar og knappar. Innhaldet er på bokmål.' },
  shortcuts: { label: 'Snøggtastar', text: 'Bruk enkelttastar, som / for å søkje', hint: 'Slå av dersom du styrer med stemma, eller dersom skjermlesaren bruker tastane.' },
  kept: 'Vala blir lagra berre på denne eininga.',
  title: 'Om Feltboka',
  lead: 'Feltboka samlar det Delprogram oppvekst og utdanning i Oslo veit om kva som verkar, og kva som stoppar arbeidet.',
  what: {
    title: 'Kva Feltboka er',
    text: [
      'Her finn du modellar, handbøker, seminar, prosjekt, kunnskap og hindringar. Alt er laga for deg som jobbar med barn og unge i Alna, Bjerke, Gamle Oslo, Grorud, Stovner og Søndre Nordstrand, men alle kan lese.',
      'Du treng ikkje logge inn. Når innhaldet er henta til eininga, kan du lese og søkje utan nett.',
    ],
  },
  contentFrom: {
    title: 'Kvar innhaldet kjem frå',
    text: 'Innhaldet byggjer på desse dokumenta. Fakta, tal og namn er som i kjeldene, men setningane er våre eigne. Det kjeldene ikkje seier, står som «ikkje oppgitt i kjeldene».',
    pending: 'Kjeldene blir viste her når innhaldet er henta.',
    places: (n) => (n === 1 ? 'Brukt på 1 side' : `Brukt på ${n} sider`),
  },
  privacy: {
    title: 'Kva som blir lagra på eininga',
    text: [
      'Innhaldet blir lagra på eininga, slik at du kan lese utan nett. Det same gjeld bokmerke, hindringar du følgjer, notat, avkryssingar, kor langt du har lese, og innstillingane dine.',
      'Bokmerke, hindringar du følgjer, notat, avkryssingar og kor langt du har lese, blir aldri sende nokon stad. Kvar du arbeider, blir berre sendt når du melder noko. Loggar du inn, lagrar vi e-postadressa di. Feltboka bruker ikkje informasjonskapslar, måler ikkje bruken din og hentar ikkje noko frå andre nettstader.',
    ],
    link: 'Sjå kva som ligg på eininga',
    page: 'Personvern',
    more: 'Les om personvern',
  },
  accessibility: {
    title: 'Tilgjenge',
    text: [
      'Feltboka er laga for å følgje WCAG 2.1 på nivå AA: Alt kan nåast med tastatur, alt verkar ved 400 prosent zoom og på smale skjermar, og ingen opplysning blir gitt med farge aleine.',
      'Du kan velje større tekst, mørk utsjånad og språk under Meir. Der kan du òg slå av snøggtastane.',
      'Dokument og opptak vi lenkjer til, ligg hos andre. Dei kan ha manglar vi ikkje rår over.',
    ],
  },
  install: {
    title: 'Ha Feltboka på heimskjermen',
    text: 'Då opnar ho seg som ein app og ligg klar utan nett.',
    // The phones and browsers have no nynorsk: these are their own words.
    ios: { title: 'iPhone og iPad', steps: ['Opne Feltboka i Safari', 'Trykk på Del-knappen', 'Vel «Legg til på Hjem-skjerm»'] },
    android: { title: 'Android', steps: ['Opne Feltboka i Chrome', 'Trykk på dei tre prikkane', 'Vel «Installer app» eller «Legg til på startsiden»'] },
    computer: { title: 'PC og Mac', steps: ['Opne Feltboka i Chrome eller Edge', 'Trykk på installeringsikonet i adressefeltet'] },
  },
  rights: {
    title: 'Namn og utsjånad',
    text: [
      'Oslo Sans og den visuelle profilen høyrer til Oslo kommune. Fargane, skrifta og ikona kjem frå designsystemet Punkt i kommunen.',
      'Feltboka har sitt eige namn og merke, og bruker ikkje våpenet eller logoen til kommunen.',
    ],
  },
}
