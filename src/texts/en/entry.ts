import type { Texts } from '../nb/index.ts'

export const entry: Texts['entry'] = {
  title: 'Does this not work where you are?',
  text: 'Say what is stopping you. The report goes to the developer in the district and the programme office.',
  obstacle: 'Report an obstacle',
  experience: 'Tell how it went where you are',
  seminarTitle: 'What did you think?',
  seminarText: 'Four questions, no name. Your answer is saved on this device and sent when you are online.',
  seminar: 'Answer the evaluation',
  evaluation: { early: 'You can say what you thought from the day the seminar begins.', closed: 'The time for saying what you thought is over.' },
  counted: (n) => `${n} have reported that something stops them here.`,
  countedPart: (n, part) => `${n} have reported about “${part}”.`,
  countedSeminar: (n) => `${n} have said what they thought.`,
  countedObstacle: (n) => `${n} have reported that this stops them.`,
  own: (n) => (n === 1 ? 'You have reported about this' : `You have reported about this ${n} times`),
  ownSeminar: 'You have said what you thought',
  sameHere: { say: 'Applies to us too', said: 'You have reported that this applies to you.', see: 'See the case', takeBack: 'Take it back' },
}
