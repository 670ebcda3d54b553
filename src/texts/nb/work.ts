/** What those who work with reports find their pages by. */
export const work = {
  office: 'Programkontoret',
  developer: 'Utvikler',
  inbox: 'Innboks',
  inboxLine: 'Det andre har meldt, og som du arbeider med',
  exports: 'Vedlegg og lister',
  exportsLine: 'Årsrapportens vedlegg, styrets liste og brev, som Word, Excel og CSV',
  people: 'Folk og roller',
  peopleLine: 'Hvem som kan hva',
  unread: (n: number) => (n === 1 ? '1 ulest' : `${n} uleste`),
}
