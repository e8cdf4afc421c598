import { appendFileSync, readFileSync } from 'node:fs';
import { importCatalogue } from './import.mjs';

let requests = 0;

export const handler = async (event) => {
  const { end, work } = event.queryStringParameters ?? {};
  if (work === 'import') return { statusCode: 200, body: await importCatalogue() };

  requests += 1;
  appendFileSync('/tmp/requests', '*');
  if (end === 'throw') throw new Error('something went wrong');
  if (end === 'exit') process.exit(1);
  if (end === 'timeout') await new Promise((done) => setTimeout(done, 10_000));
  return { statusCode: 200, body: `memory: ${requests}, file: ${readFileSync('/tmp/requests').length}` };
};
