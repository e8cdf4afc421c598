// Stands for a database and its client library. Connecting takes 120 ms, a query 5 ms.
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

export const server = { down: false };
let opened = 0;

export async function connect() {
  await wait(120);
  if (server.down) throw new Error('the database does not answer');
  opened += 1;
  return new Connection(opened);
}

class Connection {
  constructor(number) {
    this.number = number;
    this.usedAt = Date.now();
  }

  async query(question) {
    await wait(5);
    // The server closes what has been silent for 4 minutes. A frozen client does not notice.
    if (Date.now() - this.usedAt > 240_000) throw new Error('the connection was closed');
    this.usedAt = Date.now();
    return 'Ada';
  }
}
