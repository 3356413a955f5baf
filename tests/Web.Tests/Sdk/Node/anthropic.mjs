// node anthropic.mjs <scenario> <baseUrl>      baseUrl: http://host:port, without /v1
//
// The server answers from the responses.yml of this repository; for `unauthorized` it runs with `api_keys: [sk-test-1]`,
// for `cancelled` with lag on. What each scenario prints:
//   plain           message (as the SDK returns it), request_id
//   streamed        id, model, role, events (types in order, repeats folded), deltas, stop_reason, usage (first and last), request_id
//   helper          message (of messages.stream), deltas, request_id
//   cancelled       deltas, count, ended, error (class or null), aborted
//   bad_request     no_max_tokens, no_messages, no_version, unknown_role, streamed: each a failure
//   unauthorized    plain, streamed, models: each a failure
//   not_found       model, get, post: each a failure
//   models          list (models as returned), first (the first of them, retrieved)
//   count_tokens    input_tokens, message_input_tokens (usage of the same conversation when sent), longer (with a system prompt)
//   parts           text, input_tokens (content and system as blocks, an image)
//   stop_and_limit  stop, max_tokens: each {text, stop_reason, stop_sequence, usage}; streamed_stop: the same without usage
// A failure is {class, status, type, code, param, message, request_id, body}; its class is null where the call succeeded.
import Anthropic from '@anthropic-ai/sdk';
import { abortAfterTwoDeltas, clientOptions, collect, failures, invalidKey, pixel, run } from './run.mjs';

const sky = { model: 'claude-sonnet-5-5', max_tokens: 1000, messages: [{ role: 'user', content: 'what colour is the sky?' }] };

async function plain(client) {
  const message = await client.messages.create(sky);
  return { message, request_id: message._request_id };
}

async function streamed(client) {
  const { data: stream, request_id } = await client.messages.create({ ...sky, stream: true }).withResponse();
  const events = await collect(stream);
  const { message } = events.find(event => event.type === 'message_start');
  const end = events.find(event => event.type === 'message_delta');
  return {
    id: message.id,
    model: message.model,
    role: message.role,
    events: events.map(event => event.type).filter((type, i, types) => type !== types[i - 1]),
    deltas: events.map(deltaOf).filter(Boolean),
    stop_reason: end.delta.stop_reason,
    usage: { first: message.usage, last: end.usage },
    request_id,
  };
}

async function helper(client) {
  const deltas = [];
  const stream = client.messages.stream(sky).on('text', delta => deltas.push(delta));
  return { message: await stream.finalMessage(), deltas, request_id: stream.request_id };
}

async function cancelled(client) {
  const stream = await client.messages.create({ ...sky, stream: true });
  return abortAfterTwoDeltas(stream, deltaOf, event => event.type === 'message_stop');
}

const bad_request = client => failures({
  no_max_tokens: () => client.messages.create({ ...sky, max_tokens: undefined }),
  no_messages: () => client.messages.create({ ...sky, messages: [] }),
  no_version: () => client.messages.create(sky, { headers: { 'anthropic-version': null } }),
  unknown_role: () => client.messages.create({ ...sky, messages: [{ role: 'narrator', content: 'hi' }] }),
  streamed: () => client.messages.create({ ...sky, max_tokens: undefined, stream: true }),
});

const unauthorized = client => failures({
  plain: () => client.withOptions({ apiKey: invalidKey }).messages.create(sky),
  streamed: () => client.withOptions({ apiKey: invalidKey }).messages.create({ ...sky, stream: true }),
  models: () => client.withOptions({ apiKey: invalidKey }).models.list(),
});

const not_found = client => failures({
  model: () => client.models.retrieve('no-such-model'),
  get: () => client.get('/v1/no/such/path'),
  post: () => client.post('/v1/no/such/path', { body: {} }),
});

async function models(client) {
  const list = await collect(client.models.list());
  return { list, first: await client.models.retrieve(list[0].id) };
}

async function count_tokens(client) {
  const { model, messages } = sky;
  const { input_tokens } = await client.messages.countTokens({ model, messages });
  const longer = await client.messages.countTokens({ model, messages, system: 'Be brief.' });
  const message = await client.messages.create(sky);
  return { input_tokens, message_input_tokens: message.usage.input_tokens, longer: longer.input_tokens };
}

async function parts(client) {
  const message = await client.messages.create({
    ...sky,
    system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'what is ' },
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: pixel } },
          { type: 'text', text: '2+2?' },
        ],
      },
    ],
  });
  return { text: message.content[0].text, input_tokens: message.usage.input_tokens };
}

async function stop_and_limit(client) {
  const ask = async limits => {
    const { content, stop_reason, stop_sequence, usage } = await client.messages.create({ ...sky, ...limits });
    return { text: content.map(block => block.text).join(''), stop_reason, stop_sequence, usage };
  };
  const events = await collect(await client.messages.create({ ...sky, stop_sequences: [' purple'], stream: true }));
  const { stop_reason, stop_sequence } = events.find(event => event.type === 'message_delta').delta;
  return {
    stop: await ask({ stop_sequences: [' purple'] }),
    max_tokens: await ask({ max_tokens: 3 }),
    streamed_stop: { text: events.map(deltaOf).filter(Boolean).join(''), stop_reason, stop_sequence },
  };
}

const deltaOf = event => event.type === 'content_block_delta' ? event.delta.text : undefined;

await run(
  { plain, streamed, helper, cancelled, bad_request, unauthorized, not_found, models, count_tokens, parts, stop_and_limit },
  baseURL => new Anthropic({ ...clientOptions, baseURL }));
