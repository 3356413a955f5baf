// node openai.mjs <scenario> <baseUrl>      baseUrl: http://host:port, without /v1
//
// The server answers from the responses.yml of this repository; for `unauthorized` it runs with `api_keys: [sk-test-1]`,
// for `cancelled` with lag on. What each scenario prints:
//   plain           completion (as the SDK returns it), request_id
//   streamed        ids (distinct), chunks, role, deltas, finish_reason, usage (of the last chunk), earlier_usage (distinct), request_id
//   helper          completion (of chat.completions.stream), deltas
//   cancelled       deltas, count, ended, error (class or null), aborted
//   bad_request     n_zero, no_messages, negative_max_tokens, unknown_role, streamed: each a failure
//   unauthorized    plain, streamed, models: each a failure
//   not_found       model, get, post: each a failure
//   models          list (models as returned), first (the first of them, retrieved)
//   parts           text, prompt_tokens (content as parts, system and developer messages, an image)
//   n_choices       plain, streamed: each [{index, text, finish_reason}]; usage (of the plain call)
//   stop_and_limit  stop, max_tokens, max_completion_tokens, streamed_stop: each {text, finish_reason}, the plain ones with usage
// A failure is {class, status, type, code, param, message, request_id, body}; its class is null where the call succeeded.
import OpenAI from 'openai';
import { abortAfterTwoDeltas, clientOptions, collect, failures, invalidKey, pixel, run } from './run.mjs';

const sky = { model: 'gpt-4o', messages: [{ role: 'user', content: 'what colour is the sky?' }] };

async function plain(client) {
  const completion = await client.chat.completions.create(sky);
  return { completion, request_id: completion._request_id };
}

async function streamed(client) {
  const call = client.chat.completions.create({ ...sky, stream: true, stream_options: { include_usage: true } });
  const { data: stream, request_id } = await call.withResponse();
  const chunks = await collect(stream);
  const choices = chunks.flatMap(chunk => chunk.choices);
  return {
    ids: distinct(chunks.map(chunk => chunk.id)),
    chunks: chunks.length,
    role: choices.find(choice => choice.delta.role)?.delta.role,
    deltas: choices.map(choice => choice.delta.content).filter(Boolean),
    finish_reason: choices.find(choice => choice.finish_reason)?.finish_reason,
    usage: chunks.at(-1).usage,
    earlier_usage: distinct(chunks.slice(0, -1).map(chunk => chunk.usage)),
    request_id,
  };
}

async function helper(client) {
  const deltas = [];
  const stream = client.chat.completions.stream(sky).on('content', delta => deltas.push(delta));
  return { completion: await stream.finalChatCompletion(), deltas };
}

async function cancelled(client) {
  const stream = await client.chat.completions.create({ ...sky, stream: true });
  return abortAfterTwoDeltas(stream, chunk => chunk.choices[0]?.delta.content, chunk => Boolean(chunk.choices[0]?.finish_reason));
}

const bad_request = client => failures({
  n_zero: () => client.chat.completions.create({ ...sky, n: 0 }),
  no_messages: () => client.chat.completions.create({ ...sky, messages: [] }),
  negative_max_tokens: () => client.chat.completions.create({ ...sky, max_tokens: -1 }),
  unknown_role: () => client.chat.completions.create({ ...sky, messages: [{ role: 'narrator', content: 'hi' }] }),
  streamed: () => client.chat.completions.create({ ...sky, n: 0, stream: true }),
});

const unauthorized = client => failures({
  plain: () => client.withOptions({ apiKey: invalidKey }).chat.completions.create(sky),
  streamed: () => client.withOptions({ apiKey: invalidKey }).chat.completions.create({ ...sky, stream: true }),
  models: () => client.withOptions({ apiKey: invalidKey }).models.list(),
});

const not_found = client => failures({
  model: () => client.models.retrieve('no-such-model'),
  get: () => client.get('/no/such/path'),
  post: () => client.post('/no/such/path', { body: {} }),
});

async function models(client) {
  const list = await collect(client.models.list());
  return { list, first: await client.models.retrieve(list[0].id) };
}

async function parts(client) {
  const completion = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'developer', content: [{ type: 'text', text: 'Be exact.' }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'what is ' },
          { type: 'image_url', image_url: { url: `data:image/png;base64,${pixel}` } },
          { type: 'text', text: '2+2?' },
        ],
      },
    ],
  });
  return { text: completion.choices[0].message.content, prompt_tokens: completion.usage.prompt_tokens };
}

async function n_choices(client) {
  const completion = await client.chat.completions.create({ ...sky, n: 3 });
  const stream = await client.chat.completions.create({ ...sky, n: 3, stream: true });
  return { plain: completion.choices.map(plainChoice), streamed: await streamedChoices(stream), usage: completion.usage };
}

async function stop_and_limit(client) {
  const ask = async limits => {
    const completion = await client.chat.completions.create({ ...sky, ...limits });
    const { text, finish_reason } = plainChoice(completion.choices[0]);
    return { text, finish_reason, usage: completion.usage };
  };
  const stream = await client.chat.completions.create({ ...sky, stop: [' purple'], stream: true });
  const [{ text, finish_reason }] = await streamedChoices(stream);
  return {
    stop: await ask({ stop: [' purple'] }),
    max_tokens: await ask({ max_tokens: 3 }),
    max_completion_tokens: await ask({ max_completion_tokens: 3 }),
    streamed_stop: { text, finish_reason },
  };
}

const plainChoice = ({ index, message, finish_reason }) => ({ index, text: message.content, finish_reason });

async function streamedChoices(stream) {
  const choices = [];
  for await (const chunk of stream) {
    for (const { index, delta, finish_reason } of chunk.choices) {
      choices[index] ??= { index, text: '', finish_reason: null };
      choices[index].text += delta.content ?? '';
      choices[index].finish_reason ??= finish_reason;
    }
  }
  return choices;
}

const distinct = values => [...new Set(values)];

await run(
  { plain, streamed, helper, cancelled, bad_request, unauthorized, not_found, models, parts, n_choices, stop_and_limit },
  baseUrl => new OpenAI({ ...clientOptions, baseURL: `${baseUrl}/v1` }));
