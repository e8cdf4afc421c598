import { request as httpRequest } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RuntimeApi } from './runtime-api.ts'

let api: RuntimeApi
let address: string
let told: unknown[]

beforeEach(async () => {
  told = []
  api = new RuntimeApi({
    next: () => told.push('next'),
    response: (id, body) => told.push({ id, body }),
    streamed: async (id, response, error) => void told.push({ id, response, error }),
    error: (id, error) => told.push({ id, error }),
    initError: error => told.push({ error }),
    unknown: call => told.push({ call }),
  })
  address = await api.listen()
})

afterEach(() => api.close())

async function post(path: string, body: string, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(`http://${address}/2018-06-01/runtime/${path}`, { method: 'POST', body, headers })
  return response.status
}

describe('an error that the client reports', () => {
  test('is its error object, without what else stands in it', async () => {
    const body = { errorType: 'TypeError', errorMessage: 'no', trace: ['TypeError: no'], more: 1 }
    expect(await post('invocation/r-1/error', JSON.stringify(body))).toBe(202)
    expect(told).toEqual([
      { id: 'r-1', error: { errorType: 'TypeError', errorMessage: 'no', trace: ['TypeError: no'] } },
    ])
  })

  test.each(['', 'no JSON {', '"a text"', 'null', '{"errorType":1}'])(
    'is taken as it is where its body is %j, which is no error object',
    async body => {
      const headers = { 'Lambda-Runtime-Function-Error-Type': 'Runtime.Odd' }
      expect(await post('invocation/r-1/error', body, headers)).toBe(202)
      expect(await post('init/error', body)).toBe(202)
      expect(told).toEqual([
        { id: 'r-1', error: { errorType: 'Runtime.Odd', errorMessage: body } },
        { error: { errorType: 'Runtime.Unknown', errorMessage: body } },
      ])
    },
  )
})

describe('a streamed response', () => {
  function stream(pieces: readonly Buffer[], trailers: Record<string, string>): Promise<unknown> {
    const headers = {
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      'Content-Type': 'text/html',
      'Transfer-Encoding': 'chunked',
      Trailer: Object.keys(trailers),
    }
    return new Promise((resolve, reject) => {
      const url = `http://${address}/2018-06-01/runtime/invocation/r-1/response`
      const request = httpRequest(url, { method: 'POST', headers }, response => resolve(response.resume()))
      request.once('error', reject)
      for (const piece of pieces) request.write(piece)
      request.addTrailers(trailers)
      request.end()
    })
  }

  test('is told whole, as text where it is text', async () => {
    await stream([Buffer.from('<p>'), Buffer.from('tea</p>')], {})
    const response = { contentType: 'text/html', body: '<p>tea</p>', isBase64Encoded: false, bytes: 10 }
    expect(told).toEqual([{ id: 'r-1', response, error: null }])
  })

  test('is base64 where it is none, and has the error of its trailers', async () => {
    const error = { errorType: 'RangeError', errorMessage: 'too late', trace: [] }
    await stream([Buffer.from([0xff, 0])], {
      'Lambda-Runtime-Function-Error-Type': 'RangeError',
      'Lambda-Runtime-Function-Error-Body': Buffer.from(JSON.stringify(error)).toString('base64'),
    })
    const response = { contentType: 'text/html', body: '/wA=', isBase64Encoded: true, bytes: 2 }
    expect(told).toEqual([{ id: 'r-1', response, error }])
  })
})
