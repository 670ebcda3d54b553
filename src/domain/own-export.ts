import type { Account } from './account.ts'
import type { ReportContext, ReportPlace } from './operations.ts'
import type { OutboxEntry } from './outbox.ts'
import type { Message, ReportEvent, ReportStatus } from './own-records.ts'
import type { OwnMembership, OwnReport } from './own-reports.ts'

/** All that a device holds of its present user, and what it keeps for whoever uses it. */
export interface OwnThings {
  account?: Pick<Account, 'uid' | 'anonymous' | 'email'>
  reports: readonly OwnReport[]
  memberships: readonly OwnMembership[]
  drafts: readonly { form: string; formVersion: number; answers: Record<string, unknown>; context?: ReportContext; place?: ReportPlace; hidePlace?: boolean; updated: number }[]
  entries: readonly OutboxEntry[]
  place: ReportPlace
  bookmarks: readonly { key: string; at: number }[]
  follows: readonly { number: string; at: number }[]
  notes: readonly { key: string; section: string; text: string; at: number }[]
  ticks: readonly { key: string; part: string; at: number }[]
  positions: readonly { key: string; part: number; finished: boolean; at: number }[]
  views: readonly { name: string; query: string; at: number }[]
}

const statuses: Record<ReportStatus, string> = { received: 'mottatt', read: 'lest', connected: 'koblet til en hindring', declined: 'avsluttet', withdrawn: 'trukket tilbake' }
const events: Partial<Record<ReportEvent['type'], string>> = { ...statuses, corrected: 'rettet', redacted: 'teksten fjernet' }
const authors: Record<Message['author'], string> = { reporter: 'deg', developer: 'utvikleren', office: 'programkontoret' }

const moment = (time: number) => new Date(time).toISOString()

/**
 * The file a person takes along: JSON whose keys they can read, with everything in it and nothing that opens anything. Its keys
 * and fixed values are Norwegian whatever the language of the interface, as the ids in addresses are.
 */
export function toOwnFile(things: OwnThings, now: number): string {
  const { account, place } = things
  return JSON.stringify({
    feltboka: 'mine opplysninger',
    laget: moment(now),
    bruker: account ? { id: account.uid, epost: account.email, utenNavn: account.anonymous } : null,
    meldinger: things.reports.map(reportIn),
    seminarer: things.memberships.map(({ seminar, joinedAt }) => ({ seminar, med: joinedAt })),
    kladder: things.drafts.map(({ updated, ...draft }) => ({ ...writtenIn(draft), sistEndret: moment(updated) })),
    ikkeSendt: things.entries.filter(({ delivery }) => delivery.state !== 'applied')
      .map(({ kind, payload, writtenAt, delivery }) => ({ hva: kind, innhold: payload, skrevet: moment(writtenAt), trengerHjelp: delivery.state === 'needs-help' })),
    arbeidssted: placeIn(place),
    bokmerker: things.bookmarks.map(({ key, at }) => ({ side: key, satt: moment(at) })),
    følger: things.follows.map(({ number, at }) => ({ hindring: number, siden: moment(at) })),
    notater: things.notes.map(({ key, section, text, at }) => ({ side: key, del: section, tekst: text, skrevet: moment(at) })),
    avkryssinger: things.ticks.map(({ key, part, at }) => ({ side: key, del: part, satt: moment(at) })),
    lest: things.positions.map(({ key, part, finished, at }) => ({ side: key, prosent: Math.round(part * 100), ferdig: finished, sist: moment(at) })),
    visninger: things.views.map(({ name, query, at }) => ({ navn: name, side: `/hindringer?${query}`, lagret: moment(at) })),
  }, null, 2)
}

function reportIn(report: OwnReport): object {
  const { where, number, status, sentAt, obstacle, reason, redactedAt, withdrawn } = report
  return {
    nummer: number,
    status: withdrawn ? statuses.withdrawn : status && statuses[status],
    meldt: sentAt ?? (where.at === 'fetched' ? undefined : moment(where.writtenAt)),
    bareHer: where.at === 'device' || where.at === 'needs-help',
    ...writtenIn(report),
    hindring: obstacle,
    begrunnelse: reason,
    tekstenFjernet: redactedAt,
    samtale: report.messages.map(({ author, text, at }) => ({ fra: authors[author], tekst: text, tid: at })),
    hendelser: report.events.map(({ type, at, obstacle: about, reason: why }) => ({ hva: events[type] ?? type, tid: at, hindring: about, begrunnelse: why })),
  }
}

function writtenIn({ form, formVersion, answers, context, place, hidePlace }: Pick<OwnReport, 'form' | 'formVersion' | 'answers' | 'context' | 'place'> & { hidePlace?: boolean }): object {
  return { skjema: form, skjemaversjon: formVersion, svar: answers, skrevetFra: context && { side: context.ref, del: context.section }, hvor: place && placeIn(place), utenArbeidssted: hidePlace }
}

const placeIn = ({ organisation, workplace, service, function: work, district }: ReportPlace) =>
  ({ virksomhet: organisation, arbeidssted: workplace, tjeneste: service, funksjon: work, bydel: district })
