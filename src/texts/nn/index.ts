import type { Texts } from '../nb/index.ts'
import { about } from './about.ts'
import { app } from './app.ts'
import { home } from './home.ts'
import { library } from './library.ts'
import { lists } from './lists.ts'
import { reader } from './reader.ts'
import { register } from './register.ts'
import { search } from './search.ts'
import { sending } from './sending.ts'
import { storage } from './storage.ts'

export const nn: Texts = { about, app, home, library, lists, reader, register, search, sending, storage }
