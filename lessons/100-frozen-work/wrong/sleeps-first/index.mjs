import { sendMail, writeReceipt } from './shop.mjs';

export const handler = async (event) => {
  const { name } = event.queryStringParameters;
  sendMail(name).catch((error) => console.error(error.message));
  writeReceipt(name);
  await new Promise((done) => setTimeout(done, 1000));
  return { statusCode: 200, body: 'Thank you, ' + name };
};
