// Stands for a mail service: a letter takes 200 ms. It refuses those of more than 20 characters.
export async function deliver(visitor, message) {
  await new Promise(done => setTimeout(done, 200));
  if (message.length > 20) throw new Error('the letter is too long');
  console.log(`delivered for ${visitor}: ${message}`);
}
