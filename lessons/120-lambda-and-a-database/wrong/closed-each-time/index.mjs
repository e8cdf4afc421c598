import pg from 'pg'

export const handler = async event => {
  const { visitor = 'ann' } = event.queryStringParameters ?? event
  const client = new pg.Client()
  await client.connect()
  try {
    await client.query('create table if not exists visits (visitor text)')
    await client.query('insert into visits values ($1)', [visitor])
    const { rows } = await client.query('select count(*) from visits')
    return `${rows[0].count} visits`
  } finally {
    await client.end()
  }
}
