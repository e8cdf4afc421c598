const LIMIT = 3;
const counts = {};

export const handler = async (event) => {
  const visitor = event.queryStringParameters?.visitor ?? 'somebody';
  const count = (counts[visitor] ?? 0) + 1;
  counts[visitor] = count;
  await new Promise(done => setTimeout(done, 500)); // the work

  if (count > LIMIT) return { statusCode: 429, body: `${visitor}: limit of ${LIMIT} reached` };
  return { statusCode: 200, body: `${visitor}: ${count} of ${LIMIT}` };
};
