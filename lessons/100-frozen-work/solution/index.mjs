import { sendMail, writeReceipt } from './shop.mjs';

export const handler = async (event) => {
  const { name } = event.queryStringParameters;
  const work = await Promise.allSettled([sendMail(name), writeReceipt(name)]);
  for (const { reason } of work) if (reason) console.error(reason.message);
  return { statusCode: 200, body: 'Thank you, ' + name };
};
