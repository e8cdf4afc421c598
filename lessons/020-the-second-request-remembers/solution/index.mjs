let count = 0;

export const handler = async (event) => {
  count = count + 1;
  return { statusCode: 200, body: String(count) };
};
