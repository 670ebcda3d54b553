import { Client } from 'pg'
import type { Progress } from './operator.ts'

/** One of each role, under addresses that nobody has: whoever signs in with one of them, by the code in the mailbox, is it. */
export const firstPeople: { email: string; role: string; organisation?: string; body?: string }[] = [
  { email: 'kontor@eksempel.no', role: 'office' },
  { email: 'utvikler.bjerke@eksempel.no', role: 'developer', organisation: 'BBJ' },
  { email: 'ansatt.stovner@eksempel.no', role: 'staff', organisation: 'BSR' },
  { email: 'mottaker@eksempel.no', role: 'recipient', body: 'helseetaten' },
]

/** Invites them, as an operator would by SQL. Once the content is there: a recipient answers for one of its bodies. */
export async function inviteFirstPeople(databaseUrl: string, progress: Progress): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    for (const { email, role, organisation, body } of firstPeople) {
      const { rows } = await client.query<{ came: string }>('select private.give_role($1, $2, $3, $4) as came', [email, role, organisation, body])
      // A first start that was broken off may have come this far.
      if (!['invited', 'already'].includes(rows[0]!.came)) throw new Error(`could not invite ${email}: ${rows[0]!.came}`)
    }
  } finally {
    await client.end()
  }
  progress.note(`Logg inn som ${firstPeople[0]!.email} for å prøve programkontoret.`)
}
