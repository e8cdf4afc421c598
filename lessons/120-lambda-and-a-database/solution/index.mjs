import pg from 'pg'

// One connection for the environment, whatever number of requests it serves: it never has two at once.
const client = new pg.Client()
await client.connect()

export const handler = async event => {
  const { visitor = 'ann' } = event.queryStringParameters ?? event
  await client.query('create table if not exists visits (visitor text)')
  await client.query('insert into visits values ($1)', [visitor])
  const { rows } = await client.query('select count(*) from visits')
  return `${rows[0].count} visits`
}
