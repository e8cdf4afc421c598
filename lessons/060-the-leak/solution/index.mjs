import { deliver } from './slow-mailbox.mjs';

export const handler = async (event) => {
  const query = event.queryStringParameters ?? {};
  const message = query.message ?? '(no message)';

  await deliver(query.visitor, message);

  return { statusCode: 200, body: `${query.visitor}, we have received: ${message}` };
};
