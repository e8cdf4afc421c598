import { truncate, writeFile } from 'node:fs/promises';

// Another job of this function. It leaves a file as large as /tmp behind, and nobody deletes it.
// (Zeros are enough here: the simulator counts the size. On a real disk, such a file would take no room.)
export async function exportOrders() {
  await writeFile('/tmp/orders.csv', '');
  await truncate('/tmp/orders.csv', 512 * 1024 * 1024);
  return { statusCode: 200, body: 'exported' };
}
