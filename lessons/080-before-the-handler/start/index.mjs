import { bill } from './bill.mjs';
import { pdfBill } from './pdf.mjs';

console.log('module code has run');

export const handler = async (event) => {
  const { format, crash } = event.queryStringParameters ?? {};
  if (crash) process.exit(1); // stands for any crash, such as running out of memory
  const body = format === 'pdf' ? pdfBill('coffee') : bill('coffee');
  return { statusCode: 200, body };
};
