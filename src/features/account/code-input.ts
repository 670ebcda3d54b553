/** How many digits a code has. */
const digits = 6

/** The code in what was typed or pasted, such as «123 456»; undefined when it is none. */
export function codeIn(typed: string): string | undefined {
  const code = typed.replaceAll(/[\s\u00A0\u200B-]/g, '')
  return /^\d+$/.test(code) && code.length === digits ? code : undefined
}

/** Whether an address can be one at all; whether it is, only an e-mail tells. */
export const isEmail = (typed: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed.trim())

/** How long a code is good (ms), as Auth is set (`otp_expiry` in supabase/config.toml). By the device's clock, so only for saying why one was refused. */
export const codeLasts = 15 * 60_000
