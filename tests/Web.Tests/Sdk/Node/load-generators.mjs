// node load-generators.mjs <scenario> <baseUrl>      baseUrl: http://host:port, without /v1
//
// Sends what load generators send, with their fields in their order and with their headers, and reads the answers as they do.
//   guidellm        as guidellm: /health, /v1/models, then chats and text completions (guidellm, backends/openai/request_handlers.py)
//   inference_perf  as inference-perf: /v1/models, then chats, text completions and messages (inference_perf/apis/*.py)
//   aiperf          as AIPerf: chats, with a scrape of /metrics before, during and after them (aiperf/endpoints/openai_chat.py)
// Each prints health, models, requests and metrics. A request is {prompt, tokens, finish, chunks, usages, first, last}: the tokens of the
// usage, the reason of the end, the number of chunks with text, the completion tokens of every usage, and milliseconds since the request.
// metrics is {family or family{label}: the difference between the scrape after the requests and the one before them}.
import { run } from './run.mjs';

const output = 40;
const prompt = 'Write a long story about a lighthouse, its keeper and the sea.';
const model = 'meta-llama/Llama-3.1-8B-Instruct';

async function guidellm(url) {
  const headers = { 'user-agent': 'python-httpx/0.28.1', accept: '*/*', 'content-type': 'application/json' };
  const health = (await fetch(`${url}/health`, { headers })).status;
  const models = await listed(url, headers);
  const stream = { stream: true, stream_options: { include_usage: true, continuous_usage_stats: true } };
  const chat = {
    model, ...stream, max_completion_tokens: output, stop: null, ignore_eos: true,
    messages: [{ role: 'user', content: [{ type: 'text', text: prompt }] }],
  };
  const text = { model, ...stream, max_tokens: output, stop: null, ignore_eos: true, prompt };
  const { requests, metrics } = await measured(url, () => [
    ...times(5, () => streamed(`${url}/v1/chat/completions`, headers, chat)),
    ...times(5, () => streamed(`${url}/v1/completions`, headers, text)),
  ]);
  return { health, models, requests, metrics };
}

async function inferencePerf(url) {
  const headers = { 'user-agent': 'Python/3.12 aiohttp/3.12.15', accept: '*/*', 'content-type': 'application/json' };
  const models = await listed(url, headers);
  const chat = {
    model, messages: [{ role: 'user', content: prompt }], max_tokens: output, ignore_eos: true, stream: true, stream_options: { include_usage: true },
  };
  const text = { model, prompt, max_tokens: output, ignore_eos: true, stream: true, stream_options: { include_usage: true } };
  const messages = { model, messages: [{ role: 'user', content: prompt }], max_tokens: output, stream: true };
  const { requests, metrics } = await measured(url, () => [
    ...times(4, () => streamed(`${url}/v1/chat/completions`, headers, chat)),
    ...times(4, () => streamed(`${url}/v1/completions`, headers, text)),
    ...times(4, () => streamed(`${url}/v1/messages`, { ...headers, 'anthropic-version': '2023-06-01' }, messages)),
    ...times(2, () => plain(`${url}/v1/chat/completions`, headers, { ...chat, stream: false, stream_options: undefined })),
  ]);
  return { models, requests, metrics };
}

async function aiperf(url) {
  const headers = { 'user-agent': 'aiperf/1.0', 'content-type': 'application/json', accept: 'text/event-stream' };
  const body = {
    messages: [{ role: 'user', content: prompt }], model, stream: true, max_completion_tokens: output,
    ignore_eos: true, nvext: { ignore_eos: true }, stream_options: { include_usage: true },
  };
  const during = [];
  const { requests, metrics } = await measured(url, () => {
    const all = times(8, number => streamed(`${url}/v1/chat/completions`, { ...headers, 'x-request-id': `r-${number}`, 'x-correlation-id': `c-${number}` }, body));
    during.push(scrape(url));
    return all;
  });
  return { requests, metrics, during: Object.keys((await during[0])) };
}

async function listed(url, headers) {
  const answer = await (await fetch(`${url}/v1/models`, { headers })).json();
  return answer.data.map(listed => listed.id);
}

async function measured(url, send) {
  const before = await scrape(url);
  const requests = await Promise.all(send());
  // A request is counted right after its last byte was sent.
  for (let after, tries = 0; ; tries++) {
    after = await scrape(url);
    const metrics = Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)]));
    const ended = Object.entries(metrics).filter(([name]) => name.startsWith('vllm:request_success_total')).reduce((sum, [, count]) => sum + count, 0);
    if (ended >= requests.length || tries === 200) {
      return { requests, metrics };
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/** The values of a Prometheus page, by family and by the labels other than engine and model_name. */
async function scrape(url) {
  const text = await (await fetch(`${url}/metrics`, { headers: { accept: 'text/plain' } })).text();
  const values = {};
  for (const line of text.split('\n').filter(line => line && !line.startsWith('#'))) {
    const [, name, labels, value] = /^([\w:]+)(?:\{(.*)\})? (\S+)$/.exec(line);
    const own = [...(labels ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].filter(([, label]) => !['engine', 'model_name'].includes(label));
    const key = own.length ? `${name}{${own.map(([, label, is]) => `${label}=${is}`).join(',')}}` : name;
    values[key] = (values[key] ?? 0) + Number(value);
  }
  return values;
}

async function plain(url, headers, body) {
  const start = performance.now();
  const answer = await (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  const last = performance.now() - start;
  return {
    prompt: answer.usage.prompt_tokens, tokens: answer.usage.completion_tokens, finish: answer.choices[0].finish_reason, chunks: 0, usages: [], first: last, last,
  };
}

async function streamed(url, headers, body) {
  const start = performance.now();
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const seen = { prompt: null, tokens: null, finish: null, chunks: 0, usages: [], first: null, last: null };
  let rest = '';
  for await (const bytes of response.body.pipeThrough(new TextDecoderStream())) {
    const now = performance.now() - start;
    const lines = (rest + bytes).split('\n');
    rest = lines.pop();
    for (const line of lines.filter(line => line.startsWith('data:') && line !== 'data: [DONE]')) {
      note(seen, JSON.parse(line.slice('data:'.length)), now);
    }
  }
  seen.last = performance.now() - start;
  return seen;
}

function note(seen, data, now) {
  const choice = data.choices?.[0];
  const text = choice?.delta?.content || choice?.text || data.delta?.text;
  const usage = data.usage ?? data.message?.usage;
  if (text) {
    seen.chunks++;
    seen.first ??= now;
  }
  if (usage) {
    seen.prompt = usage.prompt_tokens ?? usage.input_tokens ?? seen.prompt;
    seen.tokens = usage.completion_tokens ?? usage.output_tokens;
    seen.usages.push(seen.tokens);
  }
  seen.finish = choice?.finish_reason ?? data.delta?.stop_reason ?? seen.finish;
}

const times = (count, send) => Array.from({ length: count }, (_, number) => send(number));

await run({ guidellm, inference_perf: inferencePerf, aiperf }, url => url);
