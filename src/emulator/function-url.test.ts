import { describe, expect, test } from 'vitest'
import type { HttpRequest } from './commands.ts'
import { throttleBody, type UrlRequestContext, urlError, urlEvent, urlResponse, urlThrottled } from './function-url.ts'

const CONTEXT: UrlRequestContext = {
  requestId: 'id-1',
  time: Date.UTC(2022, 7, 5, 8, 4, 9, 123) + 0.75,
  urlId: 'abc',
  region: 'eu-west-1',
  traceId: 'Root=1-x',
}
const GET: HttpRequest = { method: 'GET', url: '/', headers: {}, body: null, isBase64Encoded: false }

describe('the event of a request to a function URL', () => {
  test('has what a plain request has, and no key for what is empty', () => {
    expect(urlEvent(GET, CONTEXT)).toEqual({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/',
      rawQueryString: '',
      headers: {
        host: 'abc.lambda-url.eu-west-1.on.aws',
        'x-amzn-tls-cipher-suite': 'TLS_AES_128_GCM_SHA256',
        'x-amzn-tls-version': 'TLSv1.3',
        'x-amzn-trace-id': 'Root=1-x',
        'x-forwarded-for': '203.0.113.10',
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
      },
      requestContext: {
        accountId: 'anonymous',
        apiId: 'abc',
        domainName: 'abc.lambda-url.eu-west-1.on.aws',
        domainPrefix: 'abc',
        http: { method: 'GET', path: '/', protocol: 'HTTP/1.1', sourceIp: '203.0.113.10' },
        requestId: 'id-1',
        routeKey: '$default',
        stage: '$default',
        time: '05/Aug/2022:08:04:09 +0000',
        timeEpoch: 1659686649123,
      },
      isBase64Encoded: false,
    })
  })

  test('carries path, query, headers, cookies and body', () => {
    const event = urlEvent(
      {
        method: 'POST',
        url: '/a%20b/c?x=1&x=2&y=%E3%81%82&z',
        headers: { 'User-Agent': 'curl/8', Cookie: 'a=1; b=2;', 'X-Thing': 'T', HOST: 'other' },
        body: 'aGk=',
        isBase64Encoded: true,
      },
      CONTEXT,
    )
    expect(event).toMatchObject({
      rawPath: '/a b/c',
      rawQueryString: 'x=1&x=2&y=%E3%81%82&z',
      queryStringParameters: { x: '1,2', y: 'あ', z: '' },
      cookies: ['a=1', 'b=2'],
      headers: { 'user-agent': 'curl/8', 'x-thing': 'T', host: 'abc.lambda-url.eu-west-1.on.aws' },
      requestContext: { http: { method: 'POST', path: '/a b/c', userAgent: 'curl/8' } },
      body: 'aGk=',
      isBase64Encoded: true,
    })
    expect(event['headers']).not.toHaveProperty('cookie')
  })

  test('passes a path on that does not decode', () => {
    expect(urlEvent({ ...GET, url: '/%zz' }, CONTEXT)).toMatchObject({ rawPath: '/%zz' })
  })

  test.each([
    [0, 'Jan'],
    [1, 'Feb'],
    [2, 'Mar'],
    [3, 'Apr'],
    [4, 'May'],
    [5, 'Jun'],
    [6, 'Jul'],
    [7, 'Aug'],
    [8, 'Sep'],
    [9, 'Oct'],
    [10, 'Nov'],
    [11, 'Dec'],
  ])('names month %i %s', (month, name) => {
    const { requestContext } = urlEvent(GET, { ...CONTEXT, time: Date.UTC(2026, month, 1) })
    expect(requestContext).toMatchObject({ time: `01/${name}/2026:00:00:00 +0000` })
  })
})

const PLAIN_HEADERS = { 'content-type': 'application/json', 'x-amzn-requestid': 'id-1' }
const plain = { status: 200, headers: PLAIN_HEADERS, cookies: [], isBase64Encoded: false }
const BAD_GATEWAY = { ...plain, status: 502, body: 'Internal Server Error' }

describe('the answer that a payload becomes', () => {
  test.each([
    ['text', '"hi"', { ...plain, body: 'hi' }],
    ['an object', '{"a":1}', { ...plain, body: '{"a":1}' }],
    ['a number', '5', { ...plain, body: '5' }],
    ['null', 'null', { ...plain, body: 'null' }],
    ['a list, though it has a key of that name', '[{"statusCode":201}]', { ...plain, body: '[{"statusCode":201}]' }],
    ['a status', '{"statusCode":201}', { ...plain, status: 201, body: '' }],
    ['a status as text', '{"statusCode":"404","body":null}', { ...plain, status: 404, body: '' }],
    ['a body that is no text', '{"statusCode":200,"body":{"a":[1]}}', { ...plain, body: '{"a":[1]}' }],
    ['the lowest status', '{"statusCode":100}', { ...plain, status: 100, body: '' }],
    ['the highest status', '{"statusCode":599}', { ...plain, status: 599, body: '' }],
    ['a status too low', '{"statusCode":99}', BAD_GATEWAY],
    ['a status too high', '{"statusCode":600}', BAD_GATEWAY],
    ['a status that is none', '{"statusCode":"ok"}', BAD_GATEWAY],
    ['half a status', '{"statusCode":200.5}', BAD_GATEWAY],
  ])('%s', (_what, payload, answer) => {
    expect(urlResponse(payload, 'id-1')).toEqual(answer)
  })

  test('carries headers in lower case, cookies and the mark of base64', () => {
    const payload =
      '{"statusCode":200,"headers":{"Content-Type":"text/html","X-N":1},"cookies":["a=1",2],"body":"aA==","isBase64Encoded":true}'
    expect(urlResponse(payload, 'id-1')).toEqual({
      status: 200,
      headers: { 'content-type': 'text/html', 'x-n': '1', 'x-amzn-requestid': 'id-1' },
      cookies: ['a=1', '2'],
      body: 'aA==',
      isBase64Encoded: true,
    })
  })

  test('leaves out headers that are none, and a mark that is not true', () => {
    const payload = '{"statusCode":200,"headers":[1],"cookies":"a","isBase64Encoded":"true"}'
    expect(urlResponse(payload, 'id-1')).toEqual({ ...plain, body: '' })
  })
})

test('a function error is a 502 of 21 bytes, a throttle a 429 with the reason', () => {
  expect(urlError('id-1')).toEqual(BAD_GATEWAY)
  const body = '{"Reason":"CallerRateLimitExceeded","Type":"User","message":"Rate Exceeded."}'
  expect(throttleBody('CallerRateLimitExceeded')).toBe(body)
  expect(urlThrottled('CallerRateLimitExceeded', 'id-1')).toEqual({ ...plain, status: 429, body })
})
