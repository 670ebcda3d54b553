import type { FormFault } from '../../src/domain/form-soundness.ts'

/** What is wrong with a form, in words for the person who wrote it. */
export const formFaultTexts: Record<FormFault, string> = {
  versions: 'skal ha minst én versjon, med nyeste nummer først',
  empty: 'har et steg uten innhold, eller ingen spørsmål å svare på',
  id: 'id-en skal begynne med en bokstav, ha små bokstaver a–z, tall og bindestrek, og være på høyst 50 tegn',
  'id-twice': 'id-en er brukt to ganger',
  'kind-changed': 'id-en er et spørsmål av et annet slag i en annen versjon; bruk en ny id',
  options: 'skal ha enten minst to valg (options) eller en fast liste (list)',
  most: 'skal være et antall som kan velges, og bare stå ved manyOf',
  lengths: 'lengdene skal være hele tall fra 1 til 4000, den minste først',
  'all-lengths': 'fritekstfeltene kan til sammen ha høyst 12 000 tegn',
  range: 'grensene skal stå i rekkefølge; en skala har høyst elleve trinn',
  condition: 'all og any skal ha minst én betingelse',
  'not-earlier': 'betingelsen skal gjelde et spørsmål som kommer før dette',
  never: 'betingelsen spør etter et svar som spørsmålet ikke kan få',
}
