import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/**
 * Writes the security headers of this very build: `dist/headers.json` for our gateway and `dist/_headers` for static
 * hosts that read it. Inline script and style are allowed by their hash alone.
 */
export function securityHeaders(): Plugin {
  const backend = process.env.VITE_SUPABASE_URL ? new URL(process.env.VITE_SUPABASE_URL).origin : ''
  let outDir = 'dist'
  return {
    name: 'feltboka-security-headers',
    apply: 'build',
    enforce: 'post',
    configResolved(config) { outDir = config.build.outDir },
    writeBundle() {
      const html = readFileSync(`${outDir}/index.html`, 'utf8')
      const hashes = (tag: string) => [...html.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))]
        .map(([, body]) => `'sha256-${createHash('sha256').update(body!).digest('base64')}'`).join(' ')
      const headers = {
        'Content-Security-Policy': [
          `default-src 'none'`, `script-src 'self' ${hashes('script')}`, `style-src 'self' ${hashes('style')}`, `img-src 'self' data: blob:`, `media-src blob:`,
          `font-src 'self'`, `connect-src 'self' ${backend}`, `manifest-src 'self'`, `worker-src 'self'`, `base-uri 'none'`,
          `form-action 'self'`, `frame-ancestors 'none'`,
        ].map((directive) => directive.trim()).join('; '),
        'Referrer-Policy': 'strict-origin-when-cross-origin',
        'X-Content-Type-Options': 'nosniff',
        // The camera reads a seminar's QR code; no page from anywhere else may ask for it in here.
        'Permissions-Policy': 'camera=(self), geolocation=(), microphone=()',
        'Cross-Origin-Opener-Policy': 'same-origin',
      }
      writeFileSync(`${outDir}/headers.json`, `${JSON.stringify(headers, null, 2)}\n`)
      writeFileSync(`${outDir}/_headers`, `/*\n${Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`).join('')}`)
    },
  }
}
