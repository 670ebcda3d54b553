import type { Texts } from '../nb/index.ts'

export const work: Texts['work'] = {
  office: 'Programkontoret',
  developer: 'Utviklar',
  inbox: 'Innboks',
  inboxLine: 'Det andre har meldt, og som du arbeider med',
  exports: 'Vedlegg og lister',
  exportsLine: 'Vedlegget til årsrapporten, lista til styret og brev, som Word, Excel og CSV',
  people: 'Folk og roller',
  peopleLine: 'Kven som kan kva',
  unread: (n) => (n === 1 ? '1 ulesen' : `${n} ulesne`),
}
