import type { IconName } from './icons/icon-names.ts'

/** The icon of each service, by its id in the fixed list. */
export const serviceIcons: Record<string, IconName> = {
  helsestasjon: 'ecg-heart', 'apen-barnehage': 'stroller', barnehage: 'swingset', skole: 'education', aks: 'ball-sports',
  skolehelsetjeneste: 'heart-plus', ppt: 'brain-heart', barnevern: 'holding-hands', oslohjelpa: 'life-ring',
  oppfolgingstjenesten: 'goal', videregaende: 'lecture', nav: 'briefcase', politi: 'shield-law-paragraph',
  kriminalomsorg: 'lock-locked', frivillighet: 'heart-hand', fritid: 'group',
}
