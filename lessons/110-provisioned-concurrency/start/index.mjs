// Stands for what a real function does first: load libraries, connect, read its configuration.
await new Promise((done) => setTimeout(done, 2000));
console.log('module code has run');

const initializedBy = process.env.AWS_LAMBDA_INITIALIZATION_TYPE;
let lastVisitor = 'nobody';

export const handler = async (event) => {
  const { visitor } = event.queryStringParameters;
  const before = lastVisitor;
  lastVisitor = visitor;
  await new Promise((done) => setTimeout(done, 300));
  return { statusCode: 200, body: `${initializedBy}: before ${visitor} came ${before}` };
};
