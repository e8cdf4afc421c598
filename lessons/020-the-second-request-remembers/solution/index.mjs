export const handler = async (event) => {
  let someGlobalValue = null;
  const response = someGlobalValue === null
    ? { statusCode: 200, body: 'coldstart' }
    : { statusCode: 200, body: 'warmstart, message=' + someGlobalValue };
  someGlobalValue = event.queryStringParameters.message;
  return response;
};
