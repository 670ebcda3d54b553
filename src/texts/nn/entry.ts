import type { Texts } from '../nb/index.ts'

export const entry: Texts['entry'] = {
  title: 'Verkar ikkje dette hos dykk?',
  text: 'Sei kva som stoppar dykk. Meldinga går til utviklaren i bydelen og programkontoret.',
  obstacle: 'Meld ei hindring',
  experience: 'Fortel korleis det gjekk hos dykk',
  seminarTitle: 'Var du der?',
  seminar: 'Sei kva du syntest om seminaret',
}
