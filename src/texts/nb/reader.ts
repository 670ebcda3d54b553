/** Texts of the reader pages. */
export const reader = {
}
