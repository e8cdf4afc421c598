import { readdir, writeFile } from 'node:fs/promises';
import { exportOrders } from './export-orders.mjs';
import { downloadPrices } from './slow-download.mjs';

export const handler = async (event) => {
  if (event.queryStringParameters?.export) return exportOrders();

  const found = await readdir('/tmp');
  const prices = await downloadPrices();
  await writeFile('/tmp/prices.txt', prices);

  return { statusCode: 200, body: `${prices} / found in /tmp: ${found.join(', ') || 'nothing'}` };
};
