const startedAt = Date.now();
let requests = 0;

export const handler = async () => {
  requests += 1;
  await new Promise(done => setTimeout(done, 500)); // the work

  const minutes = Math.floor((Date.now() - startedAt) / 60_000);
  return { statusCode: 200, body: `request ${requests}, environment ${minutes} min old` };
};
