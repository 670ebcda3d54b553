/** The device's databases with the library they stand on: the heaviest code of the app, so it comes as a file of its own. */
export { deviceDatabase } from './device-database.ts'
export { filesDatabase } from './files-database.ts'
export { followQuery } from './follow-query.ts'
export { publicDatabase } from './public-database.ts'
export { userDatabase } from './user-database.ts'
