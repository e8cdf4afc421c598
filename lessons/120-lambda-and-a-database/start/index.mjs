import pg from 'pg'

// The environment's own: made by module code, kept from request to request.
const shared = new pg.Client()
let connecting
const pool = new pg.Pool({ max: 10, idleTimeoutMillis: 0 })

async function database(how) {
  if (how === 'pool') return pool
  if (how === 'shared') {
    connecting ??= shared.connect()
    await connecting
    return shared
  }
  // One more for each request. Nobody closes it.
  const client = new pg.Client()
  await client.connect()
  return client
}

export const handler = async event => {
  const { visitor = 'ann', how = 'each' } = event.queryStringParameters ?? event
  const db = await database(how)
  await db.query('create table if not exists visits (visitor text)')
  await db.query('insert into visits values ($1)', [visitor])
  const counts = () => db.query('select count(*) from visits')
  // A pool answers queries that come at once over a connection each.
  const [{ rows }] = how === 'pool' ? await Promise.all([counts(), counts(), counts(), counts()]) : [await counts()]
  return `${how}: ${rows[0].count} visits`
}
