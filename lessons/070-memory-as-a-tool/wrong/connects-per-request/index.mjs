import { connect, server } from './database.mjs';

export const handler = async (event) => {
  server.down = event.queryStringParameters?.database === 'down'; // a switch for this lesson

  const connection = await connect();
  const name = await connection.query('name of user 1');
  return { statusCode: 200, body: `${name}, by connection ${connection.number}` };
};
