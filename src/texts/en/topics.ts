import type { Texts } from '../nb/index.ts'

export const topics: Texts['topics'] = {
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
}
