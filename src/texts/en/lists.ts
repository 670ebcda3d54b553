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
  age: {
    '0-1': '0–1 years', '1-5': '1–5 years', '6-12': '6–12 years', '13-15': '13–15 years', '16-19': '16–19 years', '20-25': '20–25 years',
    foreldre: 'Parents', ansatte: 'Staff',
  },
  theme: {
    sprak: 'Language', overganger: 'Transitions', foreldresamarbeid: 'Working with parents', samhandling: 'Services working together',
    informasjonsdeling: 'Sharing information and consent', ansvar: 'Responsibility and grey areas', forankring: 'Leadership and commitment',
    kompetanse: 'Competence', rekruttering: 'Recruitment and turnover', ressurser: 'Resources and capacity',
    inkludering: 'Inclusion and special education', 'psykisk-helse': 'Mental health and trauma', fritid: 'Leisure and neighbourhood',
    kriminalitetsforebygging: 'Crime prevention', gjennomforing: 'Completing upper secondary', 'digitale-verktoy': 'Digital tools',
  },
  level: { organisation: 'Organisation', municipality: 'Municipality', state: 'State' },
  modelStatus: { operation: 'In operation', partial: 'Partly in operation', trial: 'Being tried out', 'not-implemented': 'Not adopted' },
  projectGroup: { ongoing: 'New or ongoing', ended: 'Ended' },
  phase: { idea: 'Idea', concept: 'Concept', planning: 'Planning', execution: 'Execution', ended: 'Ended' },
  implementation: {
    implemented: 'Adopted', partial: 'Partly adopted', 'not-implemented': 'Not adopted', cancelled: 'Cancelled',
    mapping: 'Survey', undecided: 'Not decided',
  },
  seminarType: { seminar: 'Seminar', webinar: 'Webinar', breakfast: 'Breakfast seminar', session: 'Conference', visit: 'Visit', gathering: 'Gathering' },
  insightGroup: { finding: 'Findings and surveys', programme: 'About the programme', economy: 'Finances', reference: 'References' },
  certainty: { experienced: 'From experience', evaluated: 'Evaluated', measured: 'Effect measured' },
  obstacleKind: { structural: 'Structural obstacle', organisational: 'Organisational obstacle', 'not-assessed': 'Obstacle, kind not assessed' },
  kind: { model: 'Model', handbook: 'Handbook', chapter: 'Chapter', seminar: 'Seminar', project: 'Project', insight: 'Knowledge', obstacle: 'Obstacle' },
  kinds: { model: 'Models', handbook: 'Handbooks', seminar: 'Seminars', project: 'Projects', insight: 'Knowledge', obstacle: 'Obstacles' },
}
