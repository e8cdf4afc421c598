await new Promise(done => setTimeout(done, 500));
console.log('module code runs');

let requests = 0;

export const handler = async (event) => {
  requests += 1;
  console.log('handler runs, request number', requests);
  return { statusCode: 200, body: 'This environment has answered ' + requests };
};
