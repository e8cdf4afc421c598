import { readFile, writeFile } from 'node:fs/promises';

const LIMIT = 3;

export const handler = async (event) => {
  const visitor = event.queryStringParameters?.visitor ?? 'somebody';
  const file = `/tmp/${encodeURIComponent(visitor)}`;
  const count = Number(await readFile(file, 'utf8').catch(() => 0)) + 1;
  await writeFile(file, String(count));
  await new Promise(done => setTimeout(done, 500)); // the work

  if (count > LIMIT) return { statusCode: 429, body: `${visitor}: limit of ${LIMIT} reached` };
  return { statusCode: 200, body: `${visitor}: ${count} of ${LIMIT}` };
};
