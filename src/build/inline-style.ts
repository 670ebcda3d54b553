import type { Plugin } from 'vite'

/**
 * Puts the style into the page, so that the first paint waits for no second request. It is small, and every later visit
 * has the page from the service worker.
 */
export function inlineStyle(): Plugin {
  return {
    name: 'feltboka-inline-style',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset') return
      page.source = String(page.source).replace(/<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g, (whole, file: string) => {
        const style = bundle[file]
        if (style?.type !== 'asset') return whole
        delete bundle[file]
        return `<style>${String(style.source).trim()}</style>`
      })
    },
  }
}
