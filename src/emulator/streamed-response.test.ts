import { describe, expect, test } from 'vitest'
import { bufferedUrlResponse, streamedUrlResponse } from './streamed-response.ts'

const NUL = '\0'.repeat(8)
const PRELUDE = 'application/vnd.awslambda.http-integration-response'

const text = (body: string, contentType = PRELUDE) => ({
  contentType,
  body,
  isBase64Encoded: false,
  bytes: body.length,
})
const base64 = (bytes: Buffer, contentType = PRELUDE) => ({
  contentType,
  body: bytes.toString('base64'),
  isBase64Encoded: true,
  bytes: bytes.length,
})

describe('a URL that streams', () => {
  test('takes status, headers and cookies from before the body', () => {
    const prelude = JSON.stringify({ statusCode: '404', headers: { 'X-A': 1 }, cookies: ['a=1', 2] })
    expect(streamedUrlResponse(text(`${prelude}${NUL}gone`), 'id')).toEqual({
      status: 404,
      headers: { 'content-type': 'application/octet-stream', 'x-a': '1', 'x-amzn-requestid': 'id' },
      cookies: ['a=1', '2'],
      body: 'gone',
      isBase64Encoded: false,
    })
  })

  test('has 200 and no headers of its own where nothing is said', () => {
    expect(streamedUrlResponse(text(`{}${NUL}${NUL}rest`), 'id')).toMatchObject({ status: 200, body: `${NUL}rest` })
  })

  test.each([0, 1, 2, 3, 4])('keeps %d bytes that are no text', count => {
    const bytes = Buffer.from([255, 0, 128, 10].slice(0, count))
    const whole = Buffer.concat([Buffer.from(`{"statusCode":201}${NUL}`), bytes])
    const { status, body, isBase64Encoded } = streamedUrlResponse(base64(whole), 'id')
    expect([status, isBase64Encoded, [...Buffer.from(body, 'base64')]]).toEqual([201, true, [...bytes]])
    expect(body).toBe(bytes.toString('base64'))
  })

  test.each(['no end', `no JSON${NUL}`, `null${NUL}`, `{"statusCode":99}${NUL}`, `{"statusCode":"x"}${NUL}`])(
    'answers 502 to the prelude %j',
    body => {
      expect(streamedUrlResponse(text(body), 'id')).toMatchObject({ status: 502, body: 'Internal Server Error' })
    },
  )

  test('sends the rest as it is', () => {
    const expected = { status: 200, headers: { 'content-type': 'a/b', 'x-amzn-requestid': 'id' }, body: `{}${NUL}x` }
    expect(streamedUrlResponse(text(`{}${NUL}x`, 'a/b'), 'id')).toMatchObject(expected)
    expect(streamedUrlResponse({ ...text(''), bytes: 0 }, 'id')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/octet-stream' },
    })
  })
})

describe('a URL that buffers', () => {
  test('takes what was written for what was returned', () => {
    expect(bufferedUrlResponse(text('{"statusCode":202,"body":"b"}'), 'id')).toMatchObject({ status: 202, body: 'b' })
    expect(bufferedUrlResponse(text('not JSON'), 'id')).toMatchObject({ status: 200, body: 'not JSON' })
    expect(bufferedUrlResponse(base64(Buffer.from([255]), 'a/b'), 'id')).toMatchObject({
      status: 200,
      body: '/w==',
      isBase64Encoded: true,
    })
  })
})
