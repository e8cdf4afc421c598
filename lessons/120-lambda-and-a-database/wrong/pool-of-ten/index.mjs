import pg from 'pg'

const pool = new pg.Pool({ max: 10 })

export const handler = async event => {
  const { visitor = 'ann' } = event.queryStringParameters ?? event
  await pool.query('create table if not exists visits (visitor text)')
  const [, { rows }] = await Promise.all([
    pool.query('insert into visits values ($1)', [visitor]),
    pool.query('select count(*) from visits'),
  ])
  return `${rows[0].count} visits`
}
