import { readPage, save } from './catalogue.mjs';

const pages = [];

export async function importCatalogue() {
  while (pages.length < 6) {
    pages.push(await readPage(pages.length + 1));
    await save('/tmp/pages.json', JSON.stringify(pages));
  }
  return `imported ${pages.length} pages`;
}
