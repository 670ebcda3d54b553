/** Texts of finding one's way in the register: search, order, groups, views of one's own and the overview. */
export const overview = {
  search: {
    label: 'Søk i hindringene', clear: 'Tøm søket', wait: 'Søker …',
    failed: 'Søket virket ikke. Hindringene under er ikke søkt i. Prøv igjen.', again: 'Prøv igjen',
    none: { title: 'Ingen treff', text: 'Prøv færre ord, eller ta bort noen av valgene.' },
  },
  filters: {
    open: 'Åpne', openValues: { ja: 'Åpne', nei: 'Løste og lukkede' }, body: 'Ansvarlig', project: 'Prosjekt',
    more: (n: number) => (n === 1 ? 'Ett valg til' : `${n} valg til`), fewer: 'Færre valg',
  },
  order: {
    label: 'Rekkefølge', relevance: 'Beste treff først', number: 'Etter nummer', numberDown: 'Høyeste nummer først', title: 'Etter tittel', titleDown: 'Etter tittel, bakfra', kind: 'Etter type', kindDown: 'Etter type, bakfra',
    holder: 'Etter hvem den står hos', holderDown: 'Etter hvem den står hos, bakfra', longest: 'Har stått lengst', shortest: 'Har stått kortest', most: 'Flest meldinger', fewest: 'Færrest meldinger',
  },
  group: {
    label: 'Gruppering', none: 'Uten gruppering', annex: 'Etter rad i vedlegget', level: 'Etter nivå', body: 'Etter ansvarlig', theme: 'Etter tema', district: 'Etter bydel', service: 'Etter tjeneste', project: 'Etter prosjekt',
    without: { niva: 'Nivå ikke vurdert', organ: 'Uten ansvarlig', tema: 'Uten tema', bydel: 'Uten bydel', tjeneste: 'Uten tjeneste', prosjekt: 'Uten prosjekt' } as Record<string, string>,
    explained: 'En hindring kan stå i flere grupper.', column: 'Gruppe',
  },
  table: {
    label: 'Hindringer', number: 'Nr.', obstacle: 'Hindring', kind: 'Type', holder: 'Står hos', days: 'Dager', reports: 'Meldinger',
    late: 'over fristen', few: 'under 5', notLifted: 'Ikke løftet', sources: (where: string) => `Kildene: ${where}`,
    explained: 'Dager: hvor lenge den har stått hos den som skal svare. «Under 5» skjuler små tall, slik at ingen kan kjennes igjen. En strek står der det ikke telles.',
  },
  more: (n: number) => (n === 1 ? 'Vis én til' : `Vis ${n} til`),
  views: {
    title: 'Mine visninger', save: 'Lagre visningen', name: 'Navn på visningen', nameHint: 'Lagres bare på denne enheten.', keep: 'Lagre', cancel: 'Avbryt', needed: 'Skriv et navn først.',
    change: 'Endre visningene', done: 'Ferdig', rename: (name: string) => `Nytt navn på «${name}»`, remove: (name: string) => `Slett «${name}»`, renameIt: 'Lagre navnet', removeIt: 'Slett',
    saved: (name: string) => `«${name}» er lagret på enheten.`, removed: (name: string) => `«${name}» er slettet.`, undo: 'Angre',
    replace: { title: 'Bytte ut visningen?', text: (name: string) => `Du har alt en visning som heter «${name}». Den byttes ut med det du ser nå.`, confirm: 'Bytt ut', cancel: 'Avbryt' },
    failed: 'Visningen ble ikke lagret. Det du ser, står i adressen og er ikke borte.',
  },
  figures: {
    title: 'Oversikt', lead: (n: number) => (n === 1 ? 'Den ene hindringen som vises i lista.' : `De ${n} hindringene som vises i lista.`), none: 'Det er ingen hindringer å telle.',
    failed: 'Vi fikk ikke regnet ut oversikten. Ingenting er borte. Last siden på nytt for å prøve igjen.',
    others: 'Flere grafer og tabeller',
    asTable: 'Tabell', asGraph: 'Graf', unit: 'Enhet', scroll: 'Tabell som kan rulles sidelengs', then: 'Deretter', level: 'Nivå', month: 'Måned', theme: 'Tema', district: 'Bydel',
    answer: {
      title: (n: number) => (n === 1 ? 'Én åpen, etter hvem som må svare' : `${n} åpne, etter hvem som må svare`), within: 'Innen fristen eller uten frist', late: 'Over fristen', waiting: 'Åpne', sum: 'I alt', nobody: 'Ikke løftet',
      note: 'Venter en hindring på flere, telles den på det høyeste nivået.', lateNote: 'Frister ses bare for hindringer du arbeider med.',
    },
    status: { title: 'Status etter nivå', open: 'Åpne', settled: 'Løst eller lukket', note: 'En hindring som hører til flere nivåer, telles på hvert av dem. Tabellen viser hver status.' },
    months: {
      title: 'Nye og løste, måned for måned', created: 'Nye', resolved: 'Løst', none: 'Ingen av dem har fått en dato ennå.',
      note: (n: number) => (n === 0 ? '' : n === 1 ? 'Én av hindringene er hentet fra en kilde. Når den ble meldt, vet vi ikke, så den er ikke med blant de nye.' : `${n} av hindringene er hentet fra kilder. Når de ble meldt, vet vi ikke, så de er ikke med blant de nye.`),
      last: (n: number) => `Grafen viser de siste ${n} månedene, tabellen alle.`,
    },
    time: { title: 'Tid på hvert nivå', median: 'Median, dager', stays: 'Antall', ongoing: 'Står der nå', unit: 'dager, median', none: 'Ingen av dem er løftet ennå.', note: 'Regnet fra dagen hindringen kom til nivået, til den ble løftet videre, løst eller lukket. De som står der nå, er regnet til i dag.' },
    matrix: { title: 'Hindringer etter tema og bydel', without: 'Uten bydel', noTheme: 'Uten tema', note: 'En hindring kan ha flere temaer og gjelde flere bydeler.' },
  },
}
