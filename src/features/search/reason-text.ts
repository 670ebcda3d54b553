import type { Reason } from '../../search/reason.ts'
import type { Texts } from '../../texts/nb/index.ts'

/** The reason for a result as a sentence, from «Derfor:» on. */
export function reasonText(reason: Reason, t: Texts['search']['reason']): string {
  switch (reason.code) {
    case 'all': return reason.place === 'title' ? t.inTitle(reason.words) : t.inText(reason.words)
    case 'only': return t.only(reason.found, reason.missing)
    case 'abbreviation': return t.abbreviation(reason.short, reason.long)
    case 'parts': return reason.parts.length > 1 ? t.parts(reason.parts) : t.part(reason.parts.join(''), reason.asked)
    case 'form': return t.form(reason.word)
    case 'joined': return t.joined(reason.word)
    case 'compound':
    case 'synonym':
    case 'similar':
    case 'spelling': return t[reason.code](reason.word, reason.asked)
  }
}
