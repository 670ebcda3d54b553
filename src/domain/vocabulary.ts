/**
 * The fixed lists. Their ids are Norwegian ASCII slugs (or the municipality's own codes), because they stand in
 * addresses that people read and share; the words shown for them live in `texts/`.
 */

export const services = [
  'helsestasjon', 'apen-barnehage', 'barnehage', 'skole', 'aks', 'skolehelsetjeneste', 'ppt', 'barnevern',
  'oslohjelpa', 'oppfolgingstjenesten', 'videregaende', 'nav', 'politi', 'kriminalomsorg', 'frivillighet', 'fritid',
] as const
export type Service = (typeof services)[number]

/** The six districts of the area initiatives. */
export const districts = ['BAL', 'BBJ', 'BGO', 'BGR', 'BSR', 'BSN'] as const
export type District = (typeof districts)[number]

/** Districts, the Agency for Education (UDE, PPT within it) and the programme itself (DOU). */
export const organisations = [...districts, 'UDE', 'DOU'] as const
export type Organisation = (typeof organisations)[number]

export const ages = ['0-1', '1-5', '6-12', '13-15', '16-19', '20-25', 'foreldre', 'ansatte'] as const
export type Age = (typeof ages)[number]

export const themes = [
  'sprak', 'overganger', 'foreldresamarbeid', 'samhandling', 'informasjonsdeling', 'ansvar', 'forankring',
  'kompetanse', 'rekruttering', 'ressurser', 'inkludering', 'psykisk-helse', 'fritid', 'kriminalitetsforebygging',
  'gjennomforing', 'digitale-verktoy',
] as const
export type Theme = (typeof themes)[number]

export const levels = ['organisation', 'municipality', 'state'] as const
export type Level = (typeof levels)[number]
