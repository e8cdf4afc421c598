// Every request needs the prices. Loading them takes 600 ms.
await new Promise((done) => setTimeout(done, 600));

const prices = { coffee: 480, tea: 420 };

export const bill = (item) => item + ', ' + prices[item] + ' yen';
