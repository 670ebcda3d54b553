/** The page where documents and lists are made of the register. The words of the documents themselves are in `papers.ts`. */
export const exports = {
  title: 'Vedlegg og lister',
  lead: 'Lag vedlegget til årsrapporten, statuslisten til styret eller brevet til en mottaker. Alt lages på enheten, også uten nett.',
  forOffice: { title: 'Bare for programkontoret', text: 'Vedlegg og lister lages av programkontoret, fordi de bygger på alt som står i registeret. Hindringene som er offentlige, kan du lese selv.', obstacles: 'Se hindringene', signIn: 'Logg inn' },
  source: {
    legend: 'Tall og tekst fra', now: 'Registeret akkurat nå', nowText: 'Med det du har gjort på denne enheten',
    frozen: (date: string) => `Frosset ${date}`, about: (name: string, obstacles: number) => `${name}. ${obstacles} hindringer. Endres ikke.`,
    notHere: 'Ligger ikke på enheten',
    waiting: (name: string) => `«${name}» fryses når bestillingen er sendt.`, refused: (name: string) => `«${name}» ble ikke frosset.`, seeWhy: 'Se hvorfor',
  },
  fetch: {
    title: 'Innholdet ligger ikke på enheten', text: 'Hent det én gang, så kan du bruke det uten nett også.', button: 'Hent til enheten', working: 'Henter',
    offline: 'Vi fikk ikke kontakt med serveren. Det som ligger på enheten, er trygt. Prøv igjen når du har nett.',
    missing: 'Serveren har ikke dette, eller du har ikke lenger tilgang til det.',
    failed: 'Vi fikk ikke hentet det. Det som ligger på enheten, er trygt. Prøv igjen om litt.',
  },
  document: { legend: 'Dokument', annex: 'Vedlegg til årsrapporten', status: 'Statusliste til styret', letter: 'Brev til en mottaker' },
  year: 'År',
  recipient: 'Mottaker',
  noRecipient: 'Ingen åpne hindringer er løftet til noen her.', noRecipientFrozen: 'Velg «Registeret akkurat nå» for å se hvem dere venter svar fra i dag.',
  obstacles: { legend: 'Hindringer', inYear: (year: number, n: number) => `Alle dokumenterte i ${year} (${n})`, all: (n: number) => `Alle (${n})`, open: (n: number) => `Bare åpne (${n})`, inLetter: (n: number) => `${n === 1 ? 'Én åpen hindring' : `${n} åpne hindringer`} i brevet.` },
  lacking: { title: (n: number) => (n === 1 ? 'Én rad mangler oppfølging' : `${n} rader mangler oppfølging`), text: 'De står med strek i vedlegget.', fill: 'Fyll ut', lacks: 'Mangler' },
  guard: { none: 'Ingen navn eller fødselsnumre funnet', found: 'Se over dette før du sender det fra deg', elsewhere: 'I teksten ellers' },
  preview: { title: 'Forhåndsvisning', part: (at: number, of: number) => `Forhåndsvisning, del ${at} av ${of}`, before: 'Forrige del', after: 'Neste del', nothing: 'Ingen hindringer passer til det du har valgt.' },
  save: {
    word: 'Last ned Word', excel: 'Excel', csv: 'CSV', working: 'Lager fila', done: (file: string) => `Lagret: ${file}`,
    failed: 'Fila ble ikke laget. Det du har valgt, står her fortsatt. Prøv igjen, og last inn siden på nytt hvis det ikke hjelper.',
    names: { annex: 'vedlegg', status: 'statusliste', letter: 'brev' },
  },
  freeze: {
    title: 'Frys registeret nå', text: 'Registeret slik det er nå, tas vare på under et navn og endres aldri. Det kan ikke slettes.',
    name: 'Navn', hint: 'For eksempel «Til styret, 26. november 2026»', button: 'Frys registeret nå',
    noName: 'Skriv et navn først.', stop: 'Navnet inneholder et fødselsnummer. Skriv det uten.',
    ask: {
      title: (name: string) => `Fryse registeret som «${name}»?`, text: 'Det kan ikke angres, og navnet kan ikke endres.',
      unsent: (n: number) => `${n === 1 ? 'Én ting du har gjort, er' : `${n} ting du har gjort, er`} ikke sendt ennå. Vil du være sikker på at alt blir med, sender du det først.`,
      confirm: 'Frys', cancel: 'Avbryt',
    },
    done: (name: string) => `«${name}» er bestilt. Registeret fryses slik det er når serveren får beskjeden.`,
  },
}
