/**
 * Where the server is and the key that names this app to it. The key is public by design: what it opens is decided by
 * row level security. Without settings the app talks to the origin it was served from (the embedded stand-in).
 */
export const backendUrl: string = import.meta.env.VITE_SUPABASE_URL || location.origin
export const publishableKey: string = import.meta.env.VITE_SUPABASE_PUBLISHABLE_KEY || 'sb_publishable_feltboka-local'
