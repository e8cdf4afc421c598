import { appendFileSync, writeFileSync } from 'node:fs';

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

export async function readPage(number) {
  console.log(`reads page ${number}`);
  await wait(300);
  return `page ${number}`;
}

// As a stream does it: piece by piece. Who dies in between leaves half a file.
export async function save(path, text) {
  const half = Math.ceil(text.length / 2);
  writeFileSync(path, text.slice(0, half));
  await wait(500);
  appendFileSync(path, text.slice(half));
}
