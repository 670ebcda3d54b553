/** How the app presents itself when it is installed. */
export const manifest = {
  id: '/',
  name: 'Feltboka',
  short_name: 'Feltboka',
  description: 'Modeller som virker, håndbøker og kunnskap for deg som jobber med barn og unge i Oslo. Virker uten nett.',
  lang: 'nb',
  start_url: '/',
  scope: '/',
  display: 'standalone' as const,
  background_color: '#ffffff',
  theme_color: '#2a2859',
  categories: ['education', 'social'],
  icons: [
    { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' as const },
  ],
  screenshots: [
    { src: '/screenshot-narrow.png', sizes: '780x1688', type: 'image/png', form_factor: 'narrow' as const, label: 'Forsiden' },
    { src: '/screenshot-wide.png', sizes: '1280x800', type: 'image/png', form_factor: 'wide' as const, label: 'Et kapittel i en håndbok' },
  ],
  shortcuts: [
    { name: 'Meld en hindring', short_name: 'Meld', url: '/meld', icons: [{ src: '/icon-192.png', sizes: '192x192' }] },
    { name: 'Søk', url: '/sok', icons: [{ src: '/icon-192.png', sizes: '192x192' }] },
  ],
  // What is shared becomes the first words of a report; the form knows the names.
  share_target: { action: '/meld', method: 'GET' as const, params: { title: 'tittel', text: 'tekst', url: 'lenke' } },
}
