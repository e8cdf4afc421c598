console.log('module code has run');

export const handler = async (event) => {
  const { format, crash } = event.queryStringParameters ?? {};
  if (crash) process.exit(1); // stands for any crash, such as running out of memory
  const { bill } = await import('./bill.mjs');
  if (format !== 'pdf') return { statusCode: 200, body: bill('coffee') };
  const { pdfBill } = await import('./pdf.mjs');
  return { statusCode: 200, body: pdfBill('coffee') };
};
