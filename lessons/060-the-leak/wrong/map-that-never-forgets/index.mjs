import { deliver } from './slow-mailbox.mjs';

const messages = new Map();

export const handler = async (event) => {
  const query = event.queryStringParameters ?? {};
  if (query.message) messages.set(query.visitor, query.message);
  const message = messages.get(query.visitor) ?? '(no message)';

  await deliver(query.visitor, message);

  return { statusCode: 200, body: `${query.visitor}, we have received: ${message}` };
};
