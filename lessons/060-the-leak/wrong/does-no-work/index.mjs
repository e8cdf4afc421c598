export const handler = async (event) => {
  const query = event.queryStringParameters ?? {};
  return { statusCode: 200, body: `${query.visitor}, we have received: (no message)` };
};
