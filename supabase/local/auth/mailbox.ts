import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { Answer } from '../gateway/http.ts'

export type MailPurpose = 'sign-in' | 'new-address'

export interface Mail {
  to: string
  purpose: MailPurpose
  code: string
  sentAt: string
}

/** The e-mails that a real project would have sent, newest first. */
export interface Mailbox {
  deliver(mail: Omit<Mail, 'sentAt'>): void
  mails(): Mail[]
}

const shown = 100

/** A mailbox kept in a file, one mail a line. */
export function mailboxIn(file: string): Mailbox {
  return {
    deliver: (mail) =>
      appendFileSync(file, `${JSON.stringify({ ...mail, sentAt: new Date().toISOString() })}\n`, { mode: 0o600 }),
    mails: () =>
      (existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [])
        .slice(-shown)
        .reverse()
        .map(parseMail),
  }
}

const parseMail = (line: string) => JSON.parse(line) as Mail

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string) => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')

const style =
  'body{font:16px/24px system-ui,sans-serif;max-width:38rem;margin:2rem auto;padding:0 1.25rem}li{padding:.75rem 0;border-top:1px solid}' +
  'ul{list-style:none;padding:0}code{font-size:1.5rem;letter-spacing:.1em}'
const styleHash = createHash('sha256').update(style).digest('base64')

const purposes: Record<MailPurpose, string> = {
  'sign-in': 'Kode for å logge inn',
  'new-address': 'Kode for å bekrefte adressen',
}

const time = (iso: string) => new Date(iso).toLocaleString('nb-NO', { timeZone: 'Europe/Oslo' })

const item = ({ to, purpose, code, sentAt }: Mail) =>
  `<li><p>${escapeHtml(purposes[purpose])} til <strong>${escapeHtml(to)}</strong>, <time datetime="${escapeHtml(sentAt)}">${escapeHtml(time(sentAt))}</time></p><p><code>${escapeHtml(code)}</code></p></li>`

/** The mailbox as a page that runs and loads nothing. */
function page(mailbox: Mailbox): Answer {
  const mails = mailbox.mails()
  const list = mails.length === 0 ? '<p>Ingen e-post ennå.</p>' : `<ul>${mails.map(item).join('')}</ul>`
  const intro = 'E-post som Feltboka ville ha sendt, havner her så lenge den kjører på denne maskinen.'
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'referrer-policy': 'no-referrer',
    },
    body:
      `<!doctype html><html lang="nb"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Postkasse</title>` +
      `<style>${style}</style><h1>Postkasse</h1><p>${intro}</p>${list}</html>`,
  }
}

const asData = (mailbox: Mailbox): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(mailbox.mails()),
})

const notFromHere: Answer = {
  status: 403,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: 'Postkassen vises bare på maskinen som Feltboka kjører på.',
}

/**
 * Whether a request was made on this machine, by an address that says so. The name counts too: a tunnel ends here, and
 * any site can point a name of its own here and read what comes.
 */
function isFromHere({ socket, headers }: IncomingMessage, ownHost: string): boolean {
  const name = new URL(`http://${headers.host}`).hostname
  const known = name === 'localhost' || name === ownHost || isIP(name.replaceAll(/[[\]]/g, '')) !== 0
  return known && socket.remoteAddress === socket.localAddress
}

/** The mailbox as a page, and as data for tests and scripts. Whoever reads a code can sign in with it, so both stay on this machine. */
export function mailboxPages(mailbox: Mailbox, ownHost: string): Record<string, (message: IncomingMessage) => Answer> {
  return {
    '/mailbox': (message) => (isFromHere(message, ownHost) ? page(mailbox) : notFromHere),
    '/mailbox.json': (message) => (isFromHere(message, ownHost) ? asData(mailbox) : notFromHere),
  }
}
