import { sendMail, writeReceipt } from './shop.mjs';

export const handler = async (event) => {
  const { name } = event.queryStringParameters;
  writeReceipt(name);
  await sendMail(name).catch((error) => console.error(error.message));
  return { statusCode: 200, body: 'Thank you, ' + name };
};
