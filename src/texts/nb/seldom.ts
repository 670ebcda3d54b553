/** Texts of what is seldom seen: they come with it. */
export const seldom = {
  notFound: {
    title: 'Vi finner ikke siden',
    text: 'Adressen kan være skrevet feil, eller innholdet er flyttet. Søk, eller begynn her:',
  },
  update: { title: 'Ny versjon av Feltboka', text: 'Det tar noen sekunder. Det du har lagret på enheten, blir liggende.', now: 'Oppdater nå', later: 'Senere' },
  install: {
    title: 'Ha Feltboka på hjemskjermen',
    text: 'Da åpner den seg med én gang, også i en kjeller uten dekning.',
    ios: ['Trykk på Del-knappen i Safari', 'Velg «Legg til på Hjem-skjerm»'],
    now: 'Legg til', understood: 'Skjønner', never: 'Ikke vis igjen',
  },
}
