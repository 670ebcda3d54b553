import type { Texts } from '../nb/index.ts'

export const shared: Texts['shared'] = {
  title: 'Delt eining',
  line: 'For eit nettbrett som fleire bruker',
  lead: 'Slå på dette når fleire bruker same nettbrett eller PC. Eininga blir låst når ingen bruker henne, og den neste ser ingenting av det du skreiv.',
  after: 'Lås når ingen har brukt henne på',
  minutes: (n) => `${n} minutt`,
  on: 'Slå på delt eining',
  off: 'Slå av delt eining',
  offAsk: {
    title: 'Slå av delt eining?', text: 'Ingenting blir sletta. Det som ventar, blir framleis sendt av seg sjølv. Kladdar frå andre kan berre opnast med koden sin.',
    confirm: 'Slå av', cancel: 'La det vere på',
  },
  done: { on: 'Eininga er delt frå no av.', off: 'Eininga er ikkje delt lenger.' },
  unsent: 'Noko du har skrive, er ikkje sendt enno. Send det eller slett det først, så blir det ikkje liggjande att her.',
  see: 'Sjå kva som ikkje er sendt',
  notHere: 'Delt eining verkar berre når sida er opna over eit trygt samband (https).',
  means: 'Dette skjer på ei delt eining',
  points: [
    'Kvar melding får ein kode. Med koden finn du att kladden eller saka, her eller på ei anna eining.',
    'Kvar melding blir send av ein anonym brukar som berre blir laga for henne.',
    'Når eininga blir låst, blir du logga ut. Ingenting blir sletta, og det som ikkje er sendt, blir sendt av seg sjølv når eininga har nett. Var du logga inn, blir det sendt når du loggar inn igjen.',
    'Bokmerke, hindringar du følgjer, notat, avkryssingar og lesestader blir lagde bort når eininga blir låst. Dei kjem fram att med ein kode du fekk i same økt. Utan kode blir dei liggjande gøymde.',
    'Det som låg her før du slo dette på, kjem fram att når du slår det av.',
    'Låsen skjuler det som er skrive, for den neste som tek opp eininga. Han er ikkje ei kryptering.',
  ],
  lock: 'Lås no',
  soon: { title: 'Eininga blir låst straks.', left: (seconds) => `${seconds} sekund att.`, text: 'Det du har skrive, er teke vare på.', go: 'Hald fram' },
  locked: { title: 'Eininga er låst', text: 'Det som er skrive her, er teke vare på, og ingen andre ser det.', begin: 'Byrj på nytt', code: 'Eg har ein kode' },
  code: {
    label: 'Oppfølgingskode',
    hint: '18 teikn. Store og små bokstavar, mellomrom og strekar spelar inga rolle.',
    open: 'Hald fram',
    wrong: 'Koden er ikkje rett. Eit teikn er feil, eller noko manglar.',
    unknown: 'Koden høyrer ikkje til noko på denne eininga, og inga sak har han.',
    noNet: 'Koden høyrer ikkje til noko på denne eininga, og vi fekk ikkje kontakt med serveren. Prøv igjen når du har nett.',
  },
}
