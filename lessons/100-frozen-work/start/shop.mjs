const wait = (ms) => new Promise((done) => setTimeout(done, ms));

export async function sendMail(name) {
  console.log('mail to ' + name + ' begins');
  await wait(300);
  if (name === 'ghost') throw new Error('ghost has no mailbox');
  console.log('mail to ' + name + ' sent');
}

export async function writeReceipt(name) {
  await wait(400);
  console.log('receipt for ' + name + ' written');
}
