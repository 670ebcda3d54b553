import type { Texts } from '../nb/index.ts'

export const entry: Texts['entry'] = {
  title: 'Does this not work where you are?',
  text: 'Say what is stopping you. The report goes to the developer in the district and the programme office.',
  obstacle: 'Report an obstacle',
  experience: 'Tell how it went where you are',
  seminarTitle: 'Were you there?',
  seminar: 'Say what you thought of the seminar',
}
