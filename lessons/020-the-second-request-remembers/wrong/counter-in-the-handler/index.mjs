export const handler = async (event) => {
  let count = 0;
  count = count + 1;
  return { statusCode: 200, body: String(count) };
};
