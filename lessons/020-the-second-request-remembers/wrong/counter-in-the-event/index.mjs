export const handler = async (event) => {
  event.count = (event.count ?? 0) + 1;
  return { statusCode: 200, body: String(event.count) };
};
