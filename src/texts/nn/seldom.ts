import type { Texts } from '../nb/index.ts'

export const seldom: Texts['seldom'] = {
  notFound: { title: 'Vi finn ikkje sida', text: 'Adressa kan vere skriven feil, eller innhaldet er flytta. Søk, eller byrj her:' },
  update: { title: 'Ny versjon av Feltboka', text: 'Det tek nokre sekund. Det du har lagra på eininga, blir liggjande.', now: 'Oppdater no', later: 'Seinare' },
  install: {
    title: 'Ha Feltboka på heimskjermen',
    text: 'Då opnar ho seg med ein gong, òg i ein kjellar utan dekning.',
    ios: ['Trykk på Del-knappen i Safari', 'Vel «Legg til på Hjem-skjerm»'],
    now: 'Legg til', understood: 'Skjønar', never: 'Ikkje vis igjen',
  },
}
