import { exportOrders } from './export-orders.mjs';
import { downloadPrices } from './slow-download.mjs';

let prices = null;

export const handler = async (event) => {
  if (event.queryStringParameters?.export) return exportOrders();

  prices ??= await downloadPrices();

  return { statusCode: 200, body: prices };
};
