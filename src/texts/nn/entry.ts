import type { Texts } from '../nb/index.ts'

export const entry: Texts['entry'] = {
  title: 'Verkar ikkje dette hos dykk?',
  text: 'Sei kva som stoppar dykk. Meldinga går til utviklaren i bydelen og programkontoret.',
  obstacle: 'Meld ei hindring',
  experience: 'Fortel korleis det gjekk hos dykk',
  seminarTitle: 'Kva syntest du?',
  seminarText: 'Fire spørsmål, utan namn. Svaret ditt blir lagra på eininga og sendt når du har nett.',
  seminar: 'Svar på evalueringa',
  evaluation: { early: 'Du kan seie kva du syntest, frå den dagen seminaret byrjar.', closed: 'Fristen for å seie kva du syntest, er ute.' },
  counted: (n) => `${n} har meldt at noko stoppar dei her.`,
  countedPart: (n, part) => `${n} har meldt om «${part}».`,
  countedSeminar: (n) => `${n} har sagt kva dei syntest.`,
  countedObstacle: (n) => `${n} har meldt at dette stoppar dei.`,
  own: (n) => (n === 1 ? 'Du har meldt om dette' : `Du har meldt om dette ${n} gonger`),
  ownSeminar: 'Du har sagt kva du syntest',
  sameHere: { say: 'Gjeld oss òg', said: 'Du har meldt at dette gjeld dykk.', see: 'Sjå saka', takeBack: 'Trekk tilbake' },
}
