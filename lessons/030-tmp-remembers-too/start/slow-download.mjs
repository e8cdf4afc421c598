// Stands for a file on another server: it takes 800 ms to arrive.
export async function downloadPrices() {
  await new Promise(done => setTimeout(done, 800));
  return 'coffee 480, tea 420';
}
