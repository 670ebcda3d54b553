import { expect, test } from 'vitest'
import { OperatorProblem } from '../local/operator.ts'
import { connectionProblem, connectionTo } from './connection.ts'

test('a database on this machine is reached as it stands', () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]']) expect(connectionTo(`postgresql://postgres@${host}:5432/postgres`).ssl).toBeUndefined()
})

test('any other database is reached over TLS with a checked certificate', () => {
  expect(connectionTo('postgresql://postgres:x@db.abc.supabase.co:5432/postgres').ssl).toEqual({ rejectUnauthorized: true })
})

test('what the address says about TLS is left to it', () => {
  expect(connectionTo('postgresql://postgres:x@db.abc.supabase.co/postgres?sslmode=verify-full&sslrootcert=ca.pem').ssl).toBeUndefined()
})

test.each([
  ['ECONNREFUSED', /Kom ikke inn/],
  ['SELF_SIGNED_CERT_IN_CHAIN', /sslrootcert/],
  ['55P03', /Prøv igjen/],
  ['3F000', /migreringene/],
])('%s is told in words that say what to do', (code, words) => {
  const problem = connectionProblem(Object.assign(new Error('boom'), { code }))
  expect(problem).toBeInstanceOf(OperatorProblem)
  expect((problem as Error).message).toMatch(words)
})

test('a bug stays a bug', () => {
  const bug = new TypeError('undefined is not a function')
  expect(connectionProblem(bug)).toBe(bug)
})
