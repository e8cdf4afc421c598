import { readFile, rename, writeFile } from 'node:fs/promises';
import { exportOrders } from './export-orders.mjs';
import { downloadPrices } from './slow-download.mjs';

export const handler = async (event) => {
  if (event.queryStringParameters?.export) return exportOrders();

  return { statusCode: 200, body: (await keptPrices()) ?? (await freshPrices()) };
};

async function keptPrices() {
  return readFile('/tmp/prices.txt', 'utf8').catch(() => null);
}

async function freshPrices() {
  const prices = await downloadPrices();
  try {
    // Under its real name only once it is whole.
    await writeFile('/tmp/prices.part', prices);
    await rename('/tmp/prices.part', '/tmp/prices.txt');
  } catch (error) {
    console.warn('not kept:', error.message);
  }
  return prices;
}
