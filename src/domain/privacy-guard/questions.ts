import type { Finding, QuestionKind } from './finding.ts'

/** Something that only the writer can judge. */
export type Question = Omit<Finding, 'severity'>

const question = (kind: QuestionKind, from: number, { length }: { length: number }): Question => ({ kind, from, to: from + length })
const inDate = (day: number, month: number) => day >= 1 && day <= 31 && month >= 1 && month <= 12

// Every expression here has a fixed longest match, and begins only where a word or a number does: no text takes long.

const account = /(?<!\d)(\d{4})([. \u00a0]?)(\d\d)\2(\d{5})(?!\d)/g

/** Bank accounts: eleven digits by modulus 11, together or as 4, 2 and 5. */
function* accountsIn(text: string): Generator<Question> {
  for (const found of text.matchAll(account)) {
    const digits = found[0].replaceAll(/\D/g, '')
    const sum = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1].reduce((total, weight, place) => total + weight * Number(digits[place]), 0)
    if (sum % 11 === 0) yield question('account', found.index, found[0])
  }
}

const telephone = new RegExp([
  /(?:(?:\+|\b00)47[ \u00a0]?)(?:\d{8}|\d{3}[ \u00a0]\d\d[ \u00a0]\d{3}|\d\d(?:[ \u00a0]\d\d){3})(?!\d)/u,
  /\+(?!47)\d{1,3}(?:[ \u00a0-]?\d){6,12}(?!\d)/u,
  /(?<![\p{L}\d/.,+-]|\d[ \u00a0])[2-9](?:\d{7}|\d\d[ \u00a0]\d\d[ \u00a0]\d{3}|\d(?:[ \u00a0]\d\d){3}|\d{3}[ \u00a0]\d{4})(?![\d/]|[ \u00a0]\d\d(?!\d)|-\d)/u,
].map(({ source }) => source).join('|'), 'gu')
const otherNumber = /(?:(?:sak|org|kid|ref|journal|arkiv|faktura|ordre|vedtak|isbn)\p{L}*\.?(?: har)?(?: nr\.?| nummer)?|(?<!\p{L})(?!tele|tlf|mobil)\p{L}{2,20}(?:nr\.?|nummer|nummeret)):?\s?$/iu
const telephoneWord = /(?:tlf|telefon|mobil|ring|nås|nåast|sms|phone|call)[^\d\n]{0,15}$/iu
const dateAsDigits = /^(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d|[0-3]\d(?:0[1-9]|1[0-2])(?:19|20)\d\d)$/

/** Eight digits together are a mobile's if they begin so and are no sum; as two fours they may be two years. Else a word must tell. */
const isPlainlyTelephone = (number: string, after: string) =>
  number.includes('+') || /^00|^\d\d\d?\D/.test(number) || (/^[49]\d{4}(?!000)\d{3}$/.test(number) && !/^ ?(?:kr|,-)/.test(after))

function* telephonesIn(text: string): Generator<Question> {
  for (const found of text.matchAll(telephone)) {
    const end = found.index + found[0].length
    const before = text.slice(Math.max(0, found.index - 30), found.index)
    if (dateAsDigits.test(found[0]) || otherNumber.test(before)) continue
    if (isPlainlyTelephone(found[0], text.slice(end, end + 4)) || telephoneWord.test(before)) yield question('phone', found.index, found[0])
  }
}

const email = /(?<![\p{L}\d._%+-])([\p{L}\d._%+-]{1,64})@(?:[\p{L}\d-]{1,63}\.){1,6}\p{L}{2,24}/gu
const roleAddress = /^(?:post|postmottak|info|kontakt|contact|support|hjelp|firmapost|admin|resepsjon|no-?reply|ikke-?svar|servicetorg|brukerst\p{L}+|hei|booking|skole|barnehage|helsestasjon)$/iu

function* emailsIn(text: string): Generator<Question> {
  for (const found of text.matchAll(email)) {
    const local = found[1]!
    if (![local, ...local.split(/[._]/)].some((part) => roleAddress.test(part))) yield question('email', found.index, found[0])
  }
}

const months = 'jan(?:uar)?|feb(?:ruar)?|mars?|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|des(?:ember)?|january|february|march|may|june|july|october|december'
const date = new RegExp(
  String.raw`(?<![\d./-])(?:(\d{1,2})[./-] ?(\d{1,2})[./-] ?(?:\d{4}|\d\d)|(\d{1,2})/(\d{1,2})|(\d\d)(\d\d)\d\d(?:\d\d)?|\d{4}-(\d\d)-(\d\d)|\d{1,2}\.? ?(?:${months})\b\.?(?: ?(?:19|20)\d\d)?)(?![\d/]|[.-]\d)`, 'giu')
const bornBefore = /(?:(?<!\p{L})(?:født|fødd|fødde|fyller år|fyller \d{1,2}(?: år)?|f\.? ?dato|born|dob)|fødselsdato\p{L}*|fødselsdag(?!er)\p{L}*|bursdag(?!er)\p{L}*|birthday|date of birth)(?!\p{L})([^.!?\n]{0,25})$/iu
const bornJustBefore = /(?<!\p{L})(?:f\.?|født|fødd|born)(?: den)? ?$/iu
const bornAfter = /^[^.!?\n]{0,20}?(?:bursdag|fødselsdag|fødselsdato|birthday)(?!er|ar)/iu
/** What makes a date the border of an age group. */
const border = /(?<!\p{L})(?:før|etter|mellom|fra|frå|til|innen|innan|perioden|before|after|between|since)(?!\p{L})/iu

/** The dates on which someone is said to be born. */
function* birthDatesIn(text: string): Generator<Question> {
  for (const found of text.matchAll(date)) {
    const [day, month] = found.slice(1).filter((part) => part !== undefined).map(Number)
    if (month !== undefined && !inDate(day!, month) && !inDate(month, day!)) continue
    const before = text.slice(Math.max(0, found.index - 45), found.index)
    const isBare = /^(?:\d+|\d+\/\d+)$/.test(found[0])
    const between = bornBefore.exec(before)?.[1]
    const isTold = bornJustBefore.test(before) || (!isBare && ((between !== undefined && !border.test(between)) || bornAfter.test(text.slice(found.index + found[0].length, found.index + found[0].length + 40))))
    if (isTold) yield question('birth-date', found.index, found[0].trimEnd())
  }
}

const wordAndNumber = /(?<!\p{L})(\p{L}[\p{L}'-]{0,40}\.?)[ \u00a0]\d{1,3}(?: ?[A-Ha-h](?!\p{L}))?(?![\d\p{L}%]|[.,:/-]\d)/gu
const streetWord = /^\p{L}{2,}(?:gate|gata|gaten|gt\.?|vei|veien|veg|vegen|allé|alléen|alleen|plass|plassen|torg|torget|stien|bakken|svingen|terrasse|terrassen|kroken|brygge|faret|åsen|tunet|tun|lia|løkka|ringen|grenda|toppen|sletta|stubben|kollen|haugen|lunden|jordet|enga|kleiva)$/u
const bareStreetWord = /^(?:gate|gt\.?|vei|veg|allé|plass|torg|terrasse|vei)$/iu
const noStreet = /^(?:barnehage|skole|skule|arbeids|studie|praksis|leke|tiltaks|aks|behandlings|institusjons|kalbakken|nordmarka|fossumbakken$)/iu
const counted = /^[ \u00a0](?:ganger|gonger|barn|unger|ungar|elev|år|dag|uke|veke|time|minutt|km|meter|kr|prosent|av|deltaker|voksne|vaksne|familie|plasser|plassar|stykk|personer)/iu
const capitalised = /(?<![\p{L}\d])(?:\p{Lu}[\p{L}'-]{0,30}\.? ){1,3}$/u
const dwelling = /(?<!\p{L})(?:bor|bur|bodde|budde|flyttet|flytta|flytter|flyttar|adresse|adressen|adressa|oppgav|oppgir|lives)(?: midlertidig| mellombels| nå| no)?:?(?: er| i| til| fra| frå| på| at| in)? $/iu

/** Street and number. A word that no street ends with counts when someone is said to live there. */
function* addressesIn(text: string): Generator<Question> {
  for (const found of text.matchAll(wordAndNumber)) {
    const word = found[1]!
    const end = found.index + found[0].length
    const [earlier] = capitalised.exec(text.slice(Math.max(0, found.index - 70), found.index)) ?? ['']
    const isCapital = /^\p{Lu}\p{Ll}/u.test(word)
    if (noStreet.test(word) || counted.test(text.slice(end, end + 15))) continue
    const start = found.index - earlier.length
    if (isCapital && streetWord.test(word)) yield question('address', found.index, found[0])
    else if (bareStreetWord.test(word) && /s $|\S \S/u.test(earlier)) yield question('address', start, earlier + found[0])
    else if (isCapital && dwelling.test(text.slice(Math.max(0, start - 40), start))) yield question('address', start, earlier + found[0])
  }
}

/** All but the names. Where two meet, the one that comes first here is kept. */
export const questionsIn = (text: string): Question[] =>
  [accountsIn, emailsIn, telephonesIn, birthDatesIn, addressesIn].flatMap((find) => [...find(text)])
