import { connect, server } from './database.mjs';

const now = new Date();
let connecting;

export const handler = async (event) => {
  console.log('request at', now.toISOString());
  server.down = event.queryStringParameters?.database === 'down'; // a switch for this lesson

  connecting ??= connect();
  const connection = await connecting;
  const name = await connection.query('name of user 1');
  return { statusCode: 200, body: `${name}, by connection ${connection.number}` };
};
