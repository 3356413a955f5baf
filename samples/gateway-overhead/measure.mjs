// Measures what a gateway adds to each request, under an open-loop load: requests are sent at their times, whether or not earlier ones were
// answered. A latency counts from the time at which a request was to be sent, so that a wait in a stalled client or gateway is not left out.
// The server's part of it comes from MockLlm's request log. Both are joined by the request's X-Request-Id.
//
//   node measure.mjs --gateway http://127.0.0.1:9000 --mock http://127.0.0.1:8000 --log requests.jsonl --rate 100 --seconds 10 --out overhead

import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, get, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { plot } from './plot.mjs';

const { values: options } = parseArgs({
  options: {
    gateway: { type: 'string', default: 'http://127.0.0.1:9000' },
    mock: { type: 'string', default: 'http://127.0.0.1:8000' },
    log: { type: 'string', default: 'requests.jsonl' },
    rate: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '10' },
    out: { type: 'string', default: 'overhead' },
    path: { type: 'string', default: '/v1/chat/completions' },
    body: { type: 'string', default: '{"model":"gpt-4o","messages":[{"role":"user","content":"what is 2+2?"}]}' },
    key: { type: 'string', default: 'sk-test-1' },
  },
});
const rate = Number(options.rate);
const count = Math.round(rate * Number(options.seconds));
if (!(rate > 0 && rate <= 20_000 && count > 0 && count <= 1_000_000)) {
  throw new Error('--rate is from 1 to 20000 requests per second, and --rate × --seconds at most a million.');
}

const patience = 30_000;
const run = createHash('sha256').update(randomUUID()).digest('hex').slice(0, 12);

// The same load first goes to the mock alone. What remains there between client and server is the client's and the network's.
const warmUp = Math.min(count, 200);
await load('warm-up', options.gateway, warmUp);
const direct = await load('direct', options.mock, count);
const gateway = await load('gateway', options.gateway, count);
const headroom = await stats();
const served = await serverDurations(new Set([...direct, ...gateway].map(one => one.id)));

const rows = [...direct, ...gateway].map(one => {
  const server = served.get(one.id);
  return { ...one, server, overhead: server === undefined ? undefined : one.latency - server };
});
writeFileSync(`${options.out}.csv`, csv(rows));
writeFileSync(`${options.out}.svg`, plot(`${rate} requests/s, ${options.seconds} s`, [
  { name: 'direct: client − server', values: of('direct', 'overhead') },
  { name: 'gateway: client − server', values: of('gateway', 'overhead') },
  { name: 'gateway: client, from the intended time', values: of('gateway', 'latency') },
]));
report();

// Sends `requests` requests, one each 1/rate seconds.
async function load(name, target, requests) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1000 });
  const url = new URL(options.path, target);
  const start = performance.now() + 50;
  const waiting = [];
  for (let index = 0; index < requests; index++) {
    const intended = start + (index * 1000) / rate;
    const early = intended - performance.now();
    if (early > 1) {
      await sleep(early);
    }
    waiting.push(send(name, url, agent, `${run}-${name}-${index}`, intended));
  }
  const seen = await Promise.all(waiting);
  agent.destroy();
  return seen;
}

function send(name, url, agent, id, intended) {
  return new Promise(resolve => {
    const sent = performance.now();
    const end = status => resolve({ id, name, intended, status, latency: performance.now() - intended, sent: sent - intended });
    const asked = request(url, {
      agent,
      method: 'POST',
      timeout: patience,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(options.body), authorization: `Bearer ${options.key}`, 'x-request-id': id },
    }, answer => {
      answer.resume();
      answer.on('end', () => end(answer.statusCode));
      answer.on('error', () => end(0));
    });
    asked.on('timeout', () => asked.destroy(new Error('timeout')));
    asked.on('error', () => end(0));
    asked.end(options.body);
  });
}

// The log is written behind the requests, so the last lines may take a moment.
async function serverDurations(ids) {
  const found = new Map();
  for (let attempt = 0; attempt < 20 && found.size < ids.size; attempt++) {
    await sleep(100);
    found.clear();
    for (const line of readFileSync(options.log, 'utf8').split('\n')) {
      if (line.includes(run)) {
        const entry = JSON.parse(line);
        if (ids.has(entry.request_id)) {
          found.set(entry.request_id, entry.duration_us / 1000);
        }
      }
    }
  }
  return found;
}

function stats() {
  return new Promise(resolve => {
    get(new URL('/_mockllm/stats', options.mock), answer => {
      let text = '';
      answer.on('data', part => (text += part)).on('end', () => resolve(answer.statusCode === 200 ? JSON.parse(text) : undefined));
    }).on('error', () => resolve(undefined));
  });
}

function of(name, figure) {
  return rows.filter(row => row.name === name && row.status === 200 && row[figure] !== undefined).map(row => row[figure]).sort((a, b) => a - b);
}

function csv(all) {
  const number = value => (value === undefined ? '' : value.toFixed(3));
  return ['request_id,through,status,intended_ms,sent_late_ms,latency_ms,server_ms,overhead_ms',
    ...all.map(row => [row.id, row.name, row.status, number(row.intended), number(row.sent), number(row.latency), number(row.server), number(row.overhead)].join(','))].join('\n') + '\n';
}

function report() {
  const quantile = (sorted, share) => (sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))].toFixed(3) : '-').padStart(10);
  console.log('ms'.padEnd(42) + ['p50', 'p90', 'p99', 'p99.9'].map(name => name.padStart(10)).join(''));
  for (const name of ['direct', 'gateway']) {
    for (const [figure, text] of [['latency', 'client, from the intended time'], ['server', 'server'], ['overhead', 'client − server']]) {
      const sorted = of(name, figure);
      console.log(`${name}: ${text}`.padEnd(42) + [0.5, 0.9, 0.99, 0.999].map(share => quantile(sorted, share)).join(''));
    }
  }
  const [failed, unmatched] = [rows.filter(row => row.status !== 200).length, rows.filter(row => row.server === undefined).length];
  console.log(`${rows.length} requests, ${failed} failed, ${unmatched} not in the log; written: ${options.out}.csv, ${options.out}.svg`);
  if (unmatched > 0) {
    console.log('Warning: the gateway must pass the header X-Request-Id on, and --log must name the file of --request-log.');
  }
  const late = quantile(rows.map(row => row.sent).sort((a, b) => a - b), 0.99);
  if (Number(late) > 5) {
    console.log(`Warning: this client sent 1 % of the requests ${late.trim()} ms late or more. Lower --rate, or run it on another machine.`);
  }
  if (headroom?.saturated || headroom?.headroom.cpu < 0.2) {
    console.log(`Warning: the mock itself is near its ceiling (headroom ${JSON.stringify(headroom.headroom)}). Lower --rate.`);
  }
}
