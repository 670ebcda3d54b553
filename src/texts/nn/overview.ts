import type { overview as nb } from '../nb/overview.ts'

export const overview: typeof nb = {
  search: {
    label: 'Søk i hindringane', clear: 'Tøm søket', wait: 'Søkjer …',
    failed: 'Søket verka ikkje. Det er ikkje søkt i hindringane under. Prøv igjen.', again: 'Prøv igjen',
    none: { title: 'Ingen treff', text: 'Prøv færre ord, eller ta bort nokre av vala.' },
  },
  filters: {
    open: 'Opne', openValues: { ja: 'Opne', nei: 'Løyste og lukka' }, body: 'Ansvarleg', project: 'Prosjekt',
    more: (n: number) => (n === 1 ? 'Eitt val til' : `${n} val til`), fewer: 'Færre val',
  },
  order: {
    label: 'Rekkjefølgje', relevance: 'Beste treff først', number: 'Etter nummer', numberDown: 'Høgaste nummer først', title: 'Etter tittel', titleDown: 'Etter tittel, bakfrå', kind: 'Etter type', kindDown: 'Etter type, bakfrå',
    holder: 'Etter kven ho står hos', holderDown: 'Etter kven ho står hos, bakfrå', longest: 'Har stått lengst', shortest: 'Har stått kortast', most: 'Flest meldingar', fewest: 'Færrast meldingar',
  },
  group: {
    label: 'Gruppering', none: 'Utan gruppering', annex: 'Etter rad i vedlegget', level: 'Etter nivå', body: 'Etter ansvarleg', theme: 'Etter tema', district: 'Etter bydel', service: 'Etter teneste', project: 'Etter prosjekt',
    without: { niva: 'Nivå ikkje vurdert', organ: 'Utan ansvarleg', tema: 'Utan tema', bydel: 'Utan bydel', tjeneste: 'Utan teneste', prosjekt: 'Utan prosjekt' },
    explained: 'Ei hindring kan stå i fleire grupper.', column: 'Gruppe',
  },
  table: {
    label: 'Hindringar', number: 'Nr.', obstacle: 'Hindring', kind: 'Type', holder: 'Står hos', days: 'Dagar', reports: 'Meldingar',
    late: 'over fristen', few: 'under 5', notLifted: 'Ikkje løfta', sources: (where: string) => `Kjeldene: ${where}`,
    explained: 'Dagar: kor lenge ho har stått hos den som skal svare. «Under 5» skjuler små tal, slik at ingen kan kjennast att. Ein strek står der det ikkje blir talt.',
  },
  more: (n: number) => (n === 1 ? 'Vis éi til' : `Vis ${n} til`),
  views: {
    title: 'Visningane mine', save: 'Lagre visninga', name: 'Namn på visninga', nameHint: 'Blir lagra berre på denne eininga.', keep: 'Lagre', cancel: 'Avbryt', needed: 'Skriv eit namn først.',
    change: 'Endre visningane', done: 'Ferdig', rename: (name: string) => `Nytt namn på «${name}»`, remove: (name: string) => `Slett «${name}»`, renameIt: 'Lagre namnet', removeIt: 'Slett',
    saved: (name: string) => `«${name}» er lagra på eininga.`, removed: (name: string) => `«${name}» er sletta.`, undo: 'Angre',
    replace: { title: 'Byte ut visninga?', text: (name: string) => `Du har alt ei visning som heiter «${name}». Ho blir bytt ut med det du ser no.`, confirm: 'Byt ut', cancel: 'Avbryt' },
    failed: 'Visninga vart ikkje lagra. Det du ser, står i adressa og er ikkje borte.',
  },
  figures: {
    title: 'Oversikt', lead: (n: number) => (n === 1 ? 'Den eine hindringa som er vist i lista.' : `Dei ${n} hindringane som er viste i lista.`), none: 'Det er ingen hindringar å telje.',
    failed: 'Vi fekk ikkje rekna ut oversikta. Ingenting er borte. Last sida på nytt for å prøve igjen.',
    others: 'Fleire grafar og tabellar',
    asTable: 'Tabell', asGraph: 'Graf', unit: 'Eining', scroll: 'Tabell som kan rullast sidelengs', then: 'Deretter', level: 'Nivå', month: 'Månad', theme: 'Tema', district: 'Bydel',
    answer: {
      title: (n: number) => (n === 1 ? 'Éi open, etter kven som må svare' : `${n} opne, etter kven som må svare`), within: 'Innan fristen eller utan frist', late: 'Over fristen', waiting: 'Opne', sum: 'I alt', nobody: 'Ikkje løfta',
      note: 'Ventar ei hindring på fleire, blir ho talt på det høgaste nivået.', lateNote: 'Fristar kan ein berre sjå for hindringar ein arbeider med.',
    },
    status: { title: 'Status etter nivå', open: 'Opne', settled: 'Løyst eller lukka', note: 'Ei hindring som høyrer til fleire nivå, blir talt på kvart av dei. Tabellen viser kvar status.' },
    months: {
      title: 'Nye og løyste, månad for månad', created: 'Nye', resolved: 'Løyst', none: 'Ingen av dei har fått ein dato enno.',
      note: (n: number) => (n === 0 ? '' : n === 1 ? 'Éi av hindringane er henta frå ei kjelde. Når ho vart meld, veit vi ikkje, så ho er ikkje med blant dei nye.' : `${n} av hindringane er henta frå kjelder. Når dei vart melde, veit vi ikkje, så dei er ikkje med blant dei nye.`),
      last: (n: number) => `Grafen viser dei siste ${n} månadene, tabellen alle.`,
    },
    time: { title: 'Tid på kvart nivå', median: 'Median, dagar', stays: 'Talet på', ongoing: 'Står der no', unit: 'dagar, median', none: 'Ingen av dei er løfta enno.', note: 'Rekna frå dagen hindringa kom til nivået, til ho vart løfta vidare, løyst eller lukka. Dei som står der no, er rekna til i dag.' },
    matrix: { title: 'Hindringar etter tema og bydel', without: 'Utan bydel', noTheme: 'Utan tema', note: 'Ei hindring kan ha fleire tema og gjelde fleire bydelar.' },
  },
}
