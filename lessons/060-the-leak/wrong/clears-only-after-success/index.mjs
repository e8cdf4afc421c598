import { deliver } from './slow-mailbox.mjs';

let message = '(no message)';

export const handler = async (event) => {
  const query = event.queryStringParameters ?? {};
  if (query.message) message = query.message;

  await deliver(query.visitor, message);

  const body = `${query.visitor}, we have received: ${message}`;
  message = '(no message)';
  return { statusCode: 200, body };
};
