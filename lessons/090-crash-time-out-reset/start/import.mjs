import { readPage, save } from './catalogue.mjs';

// Six pages: more than fits into one invocation of 3 seconds.
export async function importCatalogue() {
  const pages = [];
  while (pages.length < 6) {
    pages.push(await readPage(pages.length + 1));
    await save('/tmp/pages.json', JSON.stringify(pages));
  }
  return `imported ${pages.length} pages`;
}
