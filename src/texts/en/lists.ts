import type { Texts } from '../nb/index.ts'

export const lists: Texts['lists'] = {
  service: {
    helsestasjon: 'Health station', 'apen-barnehage': 'Open kindergarten', barnehage: 'Kindergarten', skole: 'School', aks: 'After-school (AKS)',
    skolehelsetjeneste: 'School health service', ppt: 'PPT (educational psychology)', barnevern: 'Child welfare', oslohjelpa: 'Oslohjelpa',
    oppfolgingstjenesten: 'Follow-up service (OT)', videregaende: 'Upper secondary', nav: 'NAV', politi: 'Police',
    kriminalomsorg: 'Correctional service', frivillighet: 'Volunteering', fritid: 'Leisure',
  },
  organisation: {
    BAL: 'Alna district', BBJ: 'Bjerke district', BGO: 'Gamle Oslo district', BGR: 'Grorud district', BSR: 'Stovner district',
    BSN: 'Søndre Nordstrand district', UDE: 'Agency for Education', DOU: 'The programme',
  },
  level: { organisation: 'Organisation', municipality: 'Municipality', state: 'State' },
  projectGroup: { ongoing: 'New or ongoing', ended: 'Ended' },
  phase: { idea: 'Idea', concept: 'Concept', planning: 'Planning', execution: 'Execution', ended: 'Ended' },
  implementation: {
    implemented: 'Adopted', partial: 'Partly adopted', 'not-implemented': 'Not adopted', cancelled: 'Cancelled',
    mapping: 'Survey', undecided: 'Not decided',
  },
  seminarType: { seminar: 'Seminar', webinar: 'Webinar', breakfast: 'Breakfast seminar', session: 'Conference', visit: 'Visit', gathering: 'Gathering' },
  insightGroup: { finding: 'Findings and surveys', programme: 'About the programme', economy: 'Finances', reference: 'References' },
  certainty: { experienced: 'From experience', evaluated: 'Evaluated', measured: 'Effect measured' },
  kind: { model: 'Model', handbook: 'Handbook', chapter: 'Chapter', seminar: 'Seminar', project: 'Project', insight: 'Knowledge', obstacle: 'Obstacle' },
  kinds: { model: 'Models', handbook: 'Handbooks', seminar: 'Seminars', project: 'Projects', insight: 'Knowledge', obstacle: 'Obstacles' },
}
