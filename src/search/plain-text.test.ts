import { expect, test } from 'vitest'
import { plainText } from './plain-text.ts'

test.each([
  ['**Gode** barnehager gir *alle* barn trivsel.[^xx]', 'Gode barnehager gir alle barn trivsel.'],
  ['- [En mer inkluderende barnehage](/prosjekter/en-mer) i Grorud\n- PIPPI', 'En mer inkluderende barnehage i Grorud PIPPI'],
  ['| Fase | Krav |\n|---|---|\n| Idé | Søknad |', 'Fase · Krav · Idé · Søknad'],
  ['### Funn\n\n> Vi ble hørt.\n\n{{figure:kjeden}}\n\n1. Først', 'Funn Vi ble hørt. Først'],
  ['5 * 3 og snake_case og fil_navn', '5 * 3 og snake_case og fil_navn'],
])('%j reads as %j', (markdown, words) => expect(plainText(markdown)).toBe(words))
