/** Texts of the register pages. */
export const register = {
}
