/**
 * For how many months the words of a report are kept on the server: after nobody works with it any more, and after it was sent
 * where it is never closed. The database decides (`private.kept_after_closing`, `private.kept_after_sending`); this is what
 * people are told, and a test holds the two together.
 */
export const monthsKept = { afterClosing: 24, afterSending: 36 }
