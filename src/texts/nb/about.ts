/** Texts of Mer and Om Feltboka. */
export const about = {
  more: 'Mer',
  account: 'Konto',
  moreRows: {
    seminars: 'Programmer, opptak og oppsummeringer',
    join: { title: 'Bli med på seminar', line: 'Skriv eller skann koden fra plakaten' },
    obstacles: 'Det som stopper arbeidet, og hvem som kan gjøre noe',
    projects: 'Alle prosjektene, pågående og avsluttede',
    storage: 'Hva som ligger på enheten, og når det ble oppdatert',
    account: 'Finn igjen sakene dine på andre enheter, og si hvor du arbeider',
    privacy: 'Hvem som ser det du melder, og hvordan du får det slettet',
    about: 'Hva Feltboka er, hvor innholdet kommer fra, og hvordan du installerer den',
  },
  settings: 'Innstillinger',
  mode: { label: 'Utseende', system: 'Som enheten', light: 'Lyst', dark: 'Mørkt' },
  textSize: { label: 'Tekststørrelse', normal: 'Vanlig', large: 'Stor', largest: 'Størst', sample: 'Slik ser teksten ut når du leser.' },
  language: { label: 'Språk', hint: 'Gjelder menyer og knapper. Innholdet er på bokmål.' },
  shortcuts: { label: 'Hurtigtaster', text: 'Bruk enkelttaster, som / for å søke', hint: 'Slå av hvis du styrer med stemmen, eller hvis skjermleseren bruker tastene.' },
  kept: 'Valgene lagres bare på denne enheten.',
  title: 'Om Feltboka',
  lead: 'Feltboka samler det Delprogram oppvekst og utdanning i Oslo vet om hva som virker, og hva som stopper arbeidet.',
  what: {
    title: 'Hva Feltboka er',
    text: [
      'Her finner du modeller, håndbøker, seminarer, prosjekter, kunnskap og hindringer. Alt er laget for deg som jobber med barn og unge i Alna, Bjerke, Gamle Oslo, Grorud, Stovner og Søndre Nordstrand, men alle kan lese.',
      'Du trenger ikke logge inn. Når innholdet er hentet til enheten, kan du lese og søke uten nett.',
    ],
  },
  contentFrom: {
    title: 'Hvor innholdet kommer fra',
    text: 'Innholdet bygger på disse dokumentene. Fakta, tall og navn er som i kildene, men setningene er våre egne. Det kildene ikke sier, står som «ikke oppgitt i kildene».',
    pending: 'Kildene vises her når innholdet er hentet.',
    places: (n: number) => (n === 1 ? 'Brukt på 1 side' : `Brukt på ${n} sider`),
  },
  privacy: {
    title: 'Hva som lagres på enheten',
    text: [
      'Innholdet lagres på enheten, slik at du kan lese uten nett. Det samme gjelder bokmerker, hindringer du følger, notater, avkryssinger, hvor langt du har lest, og innstillingene dine.',
      'Bokmerker, hindringer du følger, notater, avkryssinger og hvor langt du har lest, sendes aldri noe sted. Hvor du arbeider, sendes bare når du melder noe. Logger du inn, lagrer vi e-postadressen din. Feltboka bruker ikke informasjonskapsler, måler ikke bruken din og henter ikke noe fra andre nettsteder.',
    ],
    link: 'Se hva som ligger på enheten',
    page: 'Personvern',
    more: 'Les om personvern',
  },
  accessibility: {
    title: 'Tilgjengelighet',
    text: [
      'Feltboka er laget for å følge WCAG 2.1 på nivå AA: Alt kan nås med tastatur, alt virker ved 400 prosent zoom og på smale skjermer, og ingen opplysning gis med farge alene.',
      'Du kan velge større tekst, mørkt utseende og språk under Mer. Der kan du også slå av hurtigtastene.',
      'Dokumenter og opptak vi lenker til, ligger hos andre. De kan ha mangler vi ikke rår over.',
    ],
  },
  install: {
    title: 'Ha Feltboka på hjemskjermen',
    text: 'Da åpner den seg som en app og ligger klar uten nett.',
    ios: { title: 'iPhone og iPad', steps: ['Åpne Feltboka i Safari', 'Trykk på Del-knappen', 'Velg «Legg til på Hjem-skjerm»'] },
    android: { title: 'Android', steps: ['Åpne Feltboka i Chrome', 'Trykk på de tre prikkene', 'Velg «Installer app» eller «Legg til på startsiden»'] },
    computer: { title: 'PC og Mac', steps: ['Åpne Feltboka i Chrome eller Edge', 'Trykk på installeringsikonet i adressefeltet'] },
  },
  rights: {
    title: 'Navn og utseende',
    text: [
      'Oslo Sans og den visuelle profilen tilhører Oslo kommune. Fargene, skriften og ikonene kommer fra kommunens designsystem Punkt.',
      'Feltboka har sitt eget navn og merke, og bruker ikke kommunens våpen eller logo.',
    ],
  },
}
