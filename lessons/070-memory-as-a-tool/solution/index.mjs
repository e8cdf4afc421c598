import { connect, server } from './database.mjs';

let connecting;

async function query(question) {
  try {
    connecting ??= connect();
    const connection = await connecting;
    return `${await connection.query(question)}, by connection ${connection.number}`;
  } catch (error) {
    connecting = undefined; // never opened, or closed: the next query opens a new one
    throw error;
  }
}

export const handler = async (event) => {
  console.log('request at', new Date().toISOString());
  server.down = event.queryStringParameters?.database === 'down'; // a switch for this lesson

  const question = 'name of user 1';
  const body = await query(question).catch(() => query(question)); // asking twice does no harm
  return { statusCode: 200, body };
};
