/** Texts of the about pages. */
export const about = {
}
