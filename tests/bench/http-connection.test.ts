import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { answerIn, HttpConnection } from './http-connection.ts'

const server = createServer((message, response) => {
  if (message.url === '/never') return
  if (message.url === '/cut') return void message.socket.destroy()
  response.setHeader('content-length', 4)
  response.write('bl')
  setImmediate(() => response.end('å'))
})
afterEach(() => { server.closeAllConnections() })

const question = (path: string) => `GET ${path} HTTP/1.1\r\nhost: server\r\n\r\n`
const open = async (patience: number) => {
  if (!server.listening) await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  server.unref()
  return new HttpConnection((server.address() as AddressInfo).port, patience)
}

test('an answer is whole when as many bytes have come as it said', () => {
  const answer = Buffer.from('HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nhei')
  for (let length = 0; length < answer.length; length++) expect(answerIn(answer.subarray(0, length))).toBeUndefined()
  expect(answerIn(answer)).toEqual({ status: 404, body: Buffer.from('hei') })
})

test('a connection is asked again and again, and puts together what comes in parts', async () => {
  const connection = await open(5_000)
  for (let i = 0; i < 3; i++) expect(await connection.ask(question('/'))).toEqual({ status: 200, body: Buffer.from('blå') })
  connection.close()
})

test('a question that is not answered, or cut off, fails, and so does the next', async () => {
  const patient = await open(50)
  await expect(patient.ask(question('/never'))).rejects.toThrow('no answer in time')
  await expect(patient.ask(question('/'))).rejects.toThrow('closed')
  const cut = await open(5_000)
  await expect(cut.ask(question('/cut'))).rejects.toThrow()
})
