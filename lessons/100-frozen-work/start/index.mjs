import { sendMail, writeReceipt } from './shop.mjs';

export const handler = async (event) => {
  const { name } = event.queryStringParameters;
  sendMail(name);
  writeReceipt(name);
  return { statusCode: 200, body: 'Thank you, ' + name };
};
