/** The icons in use: Punkt's by their own names, and the few drawn for Feltboka. `npm run icons` makes the sprite. */
export const punktIcons = [
  'home', 'books', 'magnifying-glass-big', 'horizontal-menu', 'chevron-thin-left', 'chevron-thin-right', 'chevron-thin-down', 'chevron-thin-up',
  'close', 'share', 'check-circle', 'check-big', 'download', 'sort', 'alert-error', 'alert-information', 'clock', 'print', 'link', 'new-window-small',
  'ecg-heart', 'swingset', 'education', 'ball-sports', 'holding-hands', 'brain-heart', 'goal', 'briefcase', 'lecture', 'graph', 'bulb', 'folder',
  'roadblock', 'cogwheel', 'data', 'information', 'edit', 'trash-can', 'filter', 'cross-circle', 'organization', 'group', 'stroller', 'heart-plus',
  'life-ring', 'shield-law-paragraph', 'lock-locked', 'heart-hand', 'two-people-talking', 'document-text', 'wifi', 'moon', 'language', 'calendar', 'location-pin', 'email', 'qr-code',
] as const

export const ownIcons = ['bell', 'bookmark', 'bookmark-filled', 'no-net', 'text-size'] as const

export type IconName = (typeof punktIcons)[number] | (typeof ownIcons)[number]
