const startedAt = new Date().toISOString();
console.log('init: once per environment');

let served = 0;

export const handler = async () => {
  served += 1;
  console.log('invoke: request ' + served);
  return { statusCode: 200, body: 'started ' + startedAt + ', served ' + served };
};
