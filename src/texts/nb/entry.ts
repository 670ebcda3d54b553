/** Texts of the way from what one reads to saying what one thinks of it. */
export const entry = {
  title: 'Virker ikke dette hos dere?',
  text: 'Si hva som stopper dere. Meldingen går til utvikleren i bydelen og programkontoret.',
  obstacle: 'Meld en hindring',
  experience: 'Fortell hvordan det gikk hos dere',
  seminarTitle: 'Hva syntes du?',
  seminarText: 'Fire spørsmål, uten navn. Svaret ditt lagres på enheten og sendes når du har nett.',
  seminar: 'Svar på evalueringen',
  evaluation: { early: 'Du kan si hva du syntes, fra den dagen seminaret begynner.', closed: 'Fristen for å si hva du syntes, er ute.' },
  /** How many have reported; never told of fewer than five. */
  counted: (n: number) => `${n} har meldt at noe stopper dem her.`,
  countedPart: (n: number, part: string) => `${n} har meldt om «${part}».`,
  countedSeminar: (n: number) => `${n} har sagt hva de syntes.`,
  countedObstacle: (n: number) => `${n} har meldt at dette stopper dem.`,
  own: (n: number) => (n === 1 ? 'Du har meldt om dette' : `Du har meldt om dette ${n} ganger`),
  ownSeminar: 'Du har sagt hva du syntes',
  sameHere: { say: 'Gjelder oss også', said: 'Du har meldt at dette gjelder dere.', see: 'Se saken', takeBack: 'Trekk tilbake' },
}
