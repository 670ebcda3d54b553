/** Texts of the library pages. */
export const library = {
}
