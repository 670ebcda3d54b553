import { marked, type Token, type Tokens } from 'marked'
import { defineComponent, h, type PropType, type VNodeArrayChildren } from 'vue'
import { RouterLink } from 'vue-router'

/** The words that a text needs beside its own, for those who hear it. */
export interface MarkdownLabels {
  reference: (number: string) => string
  /** Said of a table that may be wider than the screen. */
  table: string
}

/** Shared by everything that is made of one text: where its references lie, and the words for them. */
interface Context { references: string; labels?: MarkdownLabels }

/**
 * Shows Markdown by turning its tokens into elements from a fixed list. No HTML is ever parsed or inserted: a tag in
 * the text is shown as the characters it is, and a link goes only to our own pages or to `https:`, `http:`, `mailto:`.
 */
export const MarkdownText = defineComponent({
  name: 'MarkdownText',
  props: {
    source: { type: String, required: true },
    /** Without paragraphs, for a text inside a row or a sentence. */
    inline: { type: Boolean, default: false },
    /** The element around a block text. */
    tag: { type: String as PropType<'div' | 'article' | 'section'>, default: 'div' },
    /** The page that lists the references, which `[^iv]` points into. */
    referencePath: { type: String, default: '/kunnskap/referanser' },
    labels: { type: Object as PropType<MarkdownLabels>, default: undefined },
  },
  setup(props) {
    return () => {
      const context: Context = { references: props.referencePath, labels: props.labels }
      return props.inline
        ? h('span', inlines(marked.Lexer.lexInline(props.source), context))
        : h(props.tag, { class: 'prose' }, blocks(marked.lexer(props.source), context))
    }
  },
})

function blocks(tokens: Token[], context: Context): VNodeArrayChildren {
  return tokens.map((token) => {
    switch (token.type) {
      case 'paragraph': return h('p', inlines((token as Tokens.Paragraph).tokens, context))
      case 'text': return inlinesOf(token, context)
      case 'heading': return h('h3', inlines((token as Tokens.Heading).tokens, context))
      case 'blockquote': return h('blockquote', blocks((token as Tokens.Blockquote).tokens, context))
      case 'list': {
        const list = token as Tokens.List
        return h(list.ordered ? 'ol' : 'ul', list.start && list.start !== 1 ? { start: list.start } : {},
          list.items.map((item) => h('li', blocks(item.tokens, context))))
      }
      case 'table': {
        const table = token as Tokens.Table
        return h('div', { class: 'table-scroll', tabindex: 0, role: 'group', 'aria-label': context.labels?.table }, h('table', [
          h('thead', h('tr', table.header.map((cell) => h('th', { scope: 'col' }, inlines(cell.tokens, context))))),
          h('tbody', table.rows.map((row) => h('tr', row.map((cell) => h('td', inlines(cell.tokens, context)))))),
        ]))
      }
      case 'hr': return h('hr')
      case 'space': return null
      default: return h('p', token.raw)
    }
  })
}

function inlines(tokens: Token[] | undefined, context: Context): VNodeArrayChildren {
  return (tokens ?? []).map((token) => {
    switch (token.type) {
      case 'strong': return h('strong', inlines((token as Tokens.Strong).tokens, context))
      case 'em': return h('em', inlines((token as Tokens.Em).tokens, context))
      case 'del': return h('del', inlines((token as Tokens.Del).tokens, context))
      case 'codespan': return h('code', (token as Tokens.Codespan).text)
      case 'br': return h('br')
      case 'escape': return (token as Tokens.Escape).text
      case 'link': return link(token as Tokens.Link, context)
      case 'text': return inlinesOf(token, context)
      default: return token.raw
    }
  })
}

function inlinesOf(token: Token, context: Context): VNodeArrayChildren {
  const { tokens, raw } = token as Tokens.Text
  return tokens ? inlines(tokens, context) : withReferences(unbroken(raw), context)
}

/** Keeps a number in groups of three on one line. */
const unbroken = (text: string) => text.replace(/(?<=\d) (?=\d{3}(?!\d))/g, '\u00A0')

/** Splits `[^iv]` out of a text and makes a raised link of it. */
function withReferences(text: string, context: Context): VNodeArrayChildren {
  return text.split(/(\[\^[ivxlc]+\])/).filter(Boolean).map((piece) => {
    const number = piece.match(/^\[\^([ivxlc]+)\]$/)?.[1]
    return number
      ? h('sup', h(RouterLink, { to: `${context.references}#ref-${number}`, 'aria-label': context.labels?.reference(number) }, () => number))
      : piece
  })
}

function link(token: Tokens.Link, context: Context) {
  const children = inlines(token.tokens, context)
  if (/^\/(?![/\\])[^\s\\]*$/.test(token.href)) return h(RouterLink, { to: token.href }, () => children)
  if (/^(https?:|mailto:)/i.test(token.href)) return h('a', { href: token.href, rel: 'noopener' }, children)
  return h('span', children)
}

/** The words of a Markdown text without its marks, for search and excerpts. */
export function plainText(source: string): string {
  const words: string[] = []
  const walk = (tokens: Token[]) => {
    for (const token of tokens) {
      const inner = (token as { tokens?: Token[] }).tokens
      if (token.type === 'list') for (const item of (token as Tokens.List).items) { walk(item.tokens); words.push(' ') }
      else if (token.type === 'table') {
        for (const row of [(token as Tokens.Table).header, ...(token as Tokens.Table).rows]) for (const cell of row) { walk(cell.tokens); words.push(' ') }
      } else if (inner) { walk(inner); if (token.type === 'paragraph' || token.type === 'heading') words.push(' ') }
      else if (token.type === 'text' || token.type === 'escape' || token.type === 'codespan') words.push((token as Tokens.Text).text)
      else if (token.type === 'br' || token.type === 'space') words.push(' ')
    }
  }
  walk(marked.lexer(source))
  return words.join('').replace(/\[\^[ivxlc]+\]/g, '').replace(/\s+/g, ' ').trim()
}
