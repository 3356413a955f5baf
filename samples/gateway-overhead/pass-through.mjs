// A trivial gateway: it passes every request on to one upstream and the answer back. Use it to try the recipe, and put your own gateway in
// its place.
//
//   node pass-through.mjs --port 9000 --upstream http://127.0.0.1:8000

import { Agent, createServer, request } from 'node:http';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: { port: { type: 'string', default: '9000' }, upstream: { type: 'string', default: 'http://127.0.0.1:8000' } },
});
const upstream = new URL(options.upstream);
const agent = new Agent({ keepAlive: true });

const server = createServer((incoming, outgoing) => {
  // All headers are passed on, also X-Request-Id.
  const there = request(
    { agent, host: upstream.hostname, port: upstream.port, method: incoming.method, path: incoming.url, headers: incoming.headers },
    answer => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
  there.on('error', () => {
    if (!outgoing.headersSent) {
      outgoing.writeHead(502);
    }
    outgoing.end();
  });
  outgoing.on('close', () => there.destroy());
  incoming.pipe(there);
});
server.listen(Number(options.port), '127.0.0.1', () => console.log(`passes on to ${upstream.origin} from http://127.0.0.1:${server.address().port}`));
