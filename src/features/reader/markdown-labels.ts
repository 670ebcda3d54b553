import { computed, type ComputedRef } from 'vue'
import { formatNumber } from '../../texts/format.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { FigureWords } from '../../ui/figures/figure-types.ts'
import type { MarkdownLabels } from '../../ui/markdown-text.ts'

/** The words that running text needs beside its own, in the interface's language. */
export function useMarkdownLabels(): ComputedRef<MarkdownLabels> {
  const t = useTexts()
  return computed(() => ({ reference: t.value.reader.reference, table: t.value.reader.figure.scroll }))
}

/** The words of figures. Numbers are written as in the text around them, which is always Norwegian. */
export function useFigureWords(): ComputedRef<FigureWords> {
  const t = useTexts()
  return computed(() => ({ ...t.value.reader.figure, number: (value, decimals) => formatNumber(value, 'nb', decimals) }))
}
