import type { Texts } from '../nb/index.ts'

export const exports: Texts['exports'] = {
  title: 'Vedlegg og lister',
  lead: 'Lag vedlegget til årsrapporten, statuslista til styret eller brevet til ein mottakar. Alt blir laga på eininga, også utan nett.',
  forOffice: { title: 'Berre for programkontoret', text: 'Vedlegg og lister blir laga av programkontoret, fordi dei byggjer på alt som står i registeret. Hindringane som er offentlege, kan du lese sjølv.', obstacles: 'Sjå hindringane', signIn: 'Logg inn' },
  source: {
    legend: 'Tal og tekst frå', now: 'Registeret akkurat no', nowText: 'Med det du har gjort på denne eininga',
    frozen: (date) => `Frose ${date}`, about: (name, obstacles) => `${name}. ${obstacles} hindringar. Blir ikkje endra.`,
    notHere: 'Ligg ikkje på eininga',
    waiting: (name) => `«${name}» blir frose når bestillinga er send.`, refused: (name) => `«${name}» vart ikkje frose.`, seeWhy: 'Sjå kvifor',
  },
  fetch: {
    title: 'Innhaldet ligg ikkje på eininga', text: 'Hent det éin gong, så kan du bruke det utan nett også.', button: 'Hent til eininga', working: 'Hentar',
    offline: 'Vi fekk ikkje kontakt med tenaren. Det som ligg på eininga, er trygt. Prøv igjen når du har nett.',
    missing: 'Tenaren har ikkje dette, eller du har ikkje lenger tilgang til det.',
    failed: 'Vi fekk ikkje henta det. Det som ligg på eininga, er trygt. Prøv igjen om litt.',
  },
  document: { legend: 'Dokument', annex: 'Vedlegg til årsrapporten', status: 'Statusliste til styret', letter: 'Brev til ein mottakar' },
  year: 'År',
  recipient: 'Mottakar',
  noRecipient: 'Ingen opne hindringar er løfta til nokon her.', noRecipientFrozen: 'Vel «Registeret akkurat no» for å sjå kven de ventar svar frå i dag.',
  obstacles: { legend: 'Hindringar', inYear: (year, n) => `Alle dokumenterte i ${year} (${n})`, all: (n) => `Alle (${n})`, open: (n) => `Berre opne (${n})`, inLetter: (n) => `${n === 1 ? 'Éi open hindring' : `${n} opne hindringar`} i brevet.` },
  lacking: { title: (n) => (n === 1 ? 'Éi rad manglar oppfølging' : `${n} rader manglar oppfølging`), text: 'Dei står med strek i vedlegget.', fill: 'Fyll ut', lacks: 'Manglar' },
  guard: { none: 'Ingen namn eller fødselsnummer funne', found: 'Sjå over dette før du sender det frå deg', elsewhere: 'I teksten elles' },
  preview: { title: 'Førehandsvising', part: (at, of) => `Førehandsvising, del ${at} av ${of}`, before: 'Førre del', after: 'Neste del', nothing: 'Ingen hindringar passar til det du har valt.' },
  save: {
    word: 'Last ned Word', excel: 'Excel', csv: 'CSV', working: 'Lagar fila', done: (file) => `Lagra: ${file}`,
    failed: 'Fila vart ikkje laga. Det du har valt, står her framleis. Prøv igjen, og last inn sida på nytt om det ikkje hjelper.',
    names: { annex: 'vedlegg', status: 'statusliste', letter: 'brev' },
  },
  freeze: {
    title: 'Frys registeret no', text: 'Registeret slik det er no, blir teke vare på under eit namn og aldri endra. Det kan ikkje slettast.',
    name: 'Namn', hint: 'Til dømes «Til styret, 26. november 2026»', button: 'Frys registeret no',
    noName: 'Skriv eit namn først.', stop: 'Namnet inneheld eit fødselsnummer. Skriv det utan.',
    ask: {
      title: (name) => `Fryse registeret som «${name}»?`, text: 'Det kan ikkje gjerast om, og namnet kan ikkje endrast.',
      unsent: (n) => `${n === 1 ? 'Éin ting du har gjort, er' : `${n} ting du har gjort, er`} ikkje sendt enno. Vil du vere sikker på at alt blir med, sender du det først.`,
      confirm: 'Frys', cancel: 'Avbryt',
    },
    done: (name) => `«${name}» er tinga. Registeret blir frose slik det er når tenaren får meldinga.`,
  },
}
