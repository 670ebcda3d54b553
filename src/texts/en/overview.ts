import type { overview as nb } from '../nb/overview.ts'

export const overview: typeof nb = {
  search: {
    label: 'Search the obstacles', clear: 'Clear the search', wait: 'Searching …',
    failed: 'The search did not work. The obstacles below have not been searched. Try again.', again: 'Try again',
    none: { title: 'Nothing found', text: 'Try fewer words, or remove some of the choices.' },
  },
  filters: {
    open: 'Open', openValues: { ja: 'Open', nei: 'Solved and closed' }, body: 'Responsible', project: 'Project',
    more: (n: number) => (n === 1 ? 'One more filter' : `${n} more filters`), fewer: 'Fewer filters',
  },
  order: {
    label: 'Order', relevance: 'Best match first', number: 'By number', numberDown: 'Highest number first', title: 'By title', titleDown: 'By title, backwards', kind: 'By kind', kindDown: 'By kind, backwards',
    holder: 'By who has it', holderDown: 'By who has it, backwards', longest: 'Has waited longest', shortest: 'Has waited shortest', most: 'Most reports', fewest: 'Fewest reports',
  },
  group: {
    label: 'Grouping', none: 'Not grouped', annex: 'By row of the annex', level: 'By level', body: 'By who is responsible', theme: 'By theme', district: 'By district', service: 'By service', project: 'By project',
    without: { niva: 'Level not assessed', organ: 'Nobody named', tema: 'Without a theme', bydel: 'Without a district', tjeneste: 'Without a service', prosjekt: 'Without a project' },
    explained: 'An obstacle may stand in several groups.', column: 'Group',
  },
  table: {
    label: 'Obstacles', number: 'No.', obstacle: 'Obstacle', kind: 'Kind', holder: 'Rests with', days: 'Days', reports: 'Reports',
    late: 'overdue', few: 'under 5', notLifted: 'Not escalated', sources: (where: string) => `Sources: ${where}`,
    explained: 'Days: how long it has rested with whoever is to answer. “Under 5” hides small numbers, so that nobody can be recognised. A dash stands where nothing is counted.',
  },
  more: (n: number) => (n === 1 ? 'Show one more' : `Show ${n} more`),
  views: {
    title: 'My views', save: 'Save this view', name: 'Name of the view', nameHint: 'Kept on this device only.', keep: 'Save', cancel: 'Cancel', needed: 'Write a name first.',
    change: 'Change the views', done: 'Done', rename: (name: string) => `New name for “${name}”`, remove: (name: string) => `Delete “${name}”`, renameIt: 'Save the name', removeIt: 'Delete',
    saved: (name: string) => `“${name}” is saved on the device.`, removed: (name: string) => `“${name}” is deleted.`, undo: 'Undo',
    replace: { title: 'Replace the view?', text: (name: string) => `You already have a view called “${name}”. It will be replaced with what you see now.`, confirm: 'Replace', cancel: 'Cancel' },
    failed: 'The view was not saved. What you see stands in the address and is not lost.',
  },
  figures: {
    title: 'Overview', lead: (n: number) => (n === 1 ? 'The one obstacle shown in the list.' : `The ${n} obstacles shown in the list.`), none: 'There are no obstacles to count.',
    failed: 'The overview could not be worked out. Nothing is lost. Load the page again to try once more.',
    others: 'More graphs and tables',
    asTable: 'Table', asGraph: 'Graph', unit: 'Unit', scroll: 'Table that can be scrolled sideways', then: 'Then', level: 'Level', month: 'Month', theme: 'Theme', district: 'District',
    answer: {
      title: (n: number) => `${n} open, by who must answer`, within: 'Within the deadline, or without one', late: 'Overdue', waiting: 'Open', sum: 'In all', nobody: 'Not escalated',
      note: 'An obstacle that waits for several is counted at the highest level.', lateNote: 'Deadlines are shown only for obstacles you work with.',
    },
    status: { title: 'Status by level', open: 'Open', settled: 'Solved or closed', note: 'An obstacle that belongs to several levels is counted at each of them. The table shows each status.' },
    months: {
      title: 'New and solved, month by month', created: 'New', resolved: 'Solved', none: 'None of them has a date yet.',
      note: (n: number) => (n === 0 ? '' : n === 1 ? 'One of the obstacles comes from a source. When it was reported we do not know, so it is not among the new ones.' : `${n} of the obstacles come from sources. When they were reported we do not know, so they are not among the new ones.`),
      last: (n: number) => `The graph shows the last ${n} months, the table all.`,
    },
    time: { title: 'Time at each level', median: 'Median, days', stays: 'How many', ongoing: 'There now', unit: 'days, median', none: 'None of them has been escalated yet.', note: 'Counted from the day the obstacle came to the level until it was escalated further, solved or closed. Those that are there now are counted until today.' },
    matrix: { title: 'Obstacles by theme and district', without: 'No district', noTheme: 'No theme', note: 'An obstacle may have several themes and concern several districts.' },
  },
}
