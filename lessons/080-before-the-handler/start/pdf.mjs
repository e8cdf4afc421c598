import { bill } from './bill.mjs';

// A heavy library, which one request in a hundred needs. Loading it takes 2.7 seconds.
await new Promise((done) => setTimeout(done, 2700));

export const pdfBill = (item) => '%PDF ' + bill(item);
