import { connect, server } from './database.mjs';

let connecting;

async function query(question) {
  connecting ??= connect();
  const connection = await connecting;
  try {
    return `${await connection.query(question)}, by connection ${connection.number}`;
  } catch {
    connecting = undefined; // closed: once more, with a new connection
    return query(question);
  }
}

export const handler = async (event) => {
  server.down = event.queryStringParameters?.database === 'down'; // a switch for this lesson

  return { statusCode: 200, body: await query('name of user 1') };
};
