// node openai-responses.mjs <scenario> <baseUrl>      baseUrl: http://host:port, without /v1
//
// The server answers by the prompt: "one" calls get_weather for Paris, "two" for Paris and Rome; their results are answered with
// "It is " and the results; "json" is answered with {"sunny":true}, "refuse" with a refusal, "think" with reasoning and a text, "long"
// with more than 16 tokens, "fail" with an error inside of the stream, "text" with a text. What each scenario prints:
//   turns    by prompt: plain, streamed (of responses.stream), raw (of the last event): each the response with its ids hidden
//   loop     plain (followed by previous_response_id), streamed (all is sent again): each {text, asked (the cities)}
//   zod      plain, streamed, refused: the parsed output; tool: the parsed arguments of a called zodResponsesFunction
//   store    same (retrieved as made), input (the texts), deleted, gone, previous, cancelled: failures
//   custom   plain, streamed: the called custom tool; text: the answer to its result
//   failed   helper: a failure; events (types, of the raw stream)
import OpenAI from 'openai';
import { zodResponsesFunction, zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { clientOptions, collect, failure, run } from './run.mjs';

const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false };
const tools = [{ type: 'function', name: 'get_weather', parameters, strict: true }];
const format = zodTextFormat(z.object({ sunny: z.boolean() }), 'sky');
const ask = (input, fields = {}) => ({ model: 'gpt-4o', input, ...fields });

async function turns(client) {
  const seen = {};
  for (const [prompt, fields] of Object.entries({
    text: {}, one: { tools }, two: { tools }, json: { text: { format } }, refuse: {}, long: { max_output_tokens: 16 },
    think: { model: 'o3', reasoning: { summary: 'auto' }, include: ['reasoning.encrypted_content'] },
  })) {
    const body = ask(prompt, fields);
    const events = await collect(await client.responses.create({ ...body, stream: true }));
    seen[prompt] = {
      plain: summary(await client.responses.create(body)),
      streamed: summary(await client.responses.stream(body).finalResponse()),
      raw: summary(events.at(-1).response),
    };
  }
  return seen;
}

async function loop(client) {
  const plain = body => client.responses.create(body);
  const streamed = body => client.responses.stream(body).finalResponse();
  return {
    plain: await called(plain, (response, results) => ({ input: results, previous_response_id: response.id })),
    streamed: await called(streamed, (response, results) => ({ input: [{ role: 'user', content: 'two' }, ...response.output, ...results], store: false })),
  };
}

async function called(respond, next) {
  const asked = [];
  const first = await respond(ask('two', { tools }));
  const results = first.output.filter(item => item.type === 'function_call').map(call => {
    const { city } = JSON.parse(call.arguments);
    asked.push(city);
    return { type: 'function_call_output', call_id: call.call_id, output: `${city}: sunny. ` };
  });
  const last = await respond({ model: 'gpt-4o', tools, ...next(first, results) });
  return { text: last.output_text, asked };
}

async function zod(client) {
  const tool = zodResponsesFunction({ name: 'get_weather', parameters: z.object({ city: z.string() }) });
  const refused = await client.responses.parse(ask('refuse', { text: { format } }));
  return {
    plain: (await client.responses.parse(ask('json', { text: { format } }))).output_parsed,
    streamed: (await client.responses.stream(ask('json', { text: { format } })).finalResponse()).output_parsed,
    refused: refused.output[0].content[0],
    tool: (await client.responses.parse(ask('one', { tools: [tool] }))).output[0].parsed_arguments,
  };
}

async function store(client) {
  const made = await client.responses.create(ask('text'));
  const kept = await client.responses.retrieve(made.id);
  const items = await collect(client.responses.inputItems.list(made.id));
  const cancelled = await failure(() => client.responses.cancel(made.id));
  await client.responses.delete(made.id);
  return {
    same: JSON.stringify(summary(kept)) === JSON.stringify(summary(made)) && kept.id === made.id,
    input: items.map(item => item.content[0].text),
    cancelled,
    gone: await failure(() => client.responses.retrieve(made.id)),
    previous: await failure(() => client.responses.create(ask('text', { previous_response_id: made.id }))),
  };
}

async function custom(client) {
  const body = ask('shell', { tools: [{ type: 'custom', name: 'shell' }] });
  const plain = await client.responses.create(body);
  const events = await collect(await client.responses.create({ ...body, stream: true }));
  const results = [{ type: 'custom_tool_call_output', call_id: plain.output[0].call_id, output: 'a.txt' }];
  return {
    plain: summary(plain).output,
    streamed: summary(events.at(-1).response).output,
    deltas: events.filter(event => event.type === 'response.custom_tool_call_input.delta').map(event => event.delta).join(''),
    done: events.find(event => event.type === 'response.custom_tool_call_input.done').input,
    text: (await client.responses.create({ ...body, input: results, previous_response_id: plain.id })).output_text,
  };
}

async function failed(client) {
  const events = [];
  const raw = await failure(async () => {
    for await (const event of await client.responses.create(ask('fail', { stream: true }))) {
      events.push(event.type);
    }
  });
  return { helper: await failure(() => client.responses.stream(ask('fail')).finalResponse()), raw, events };
}

// What is drawn for each request is hidden, and so is what the helpers add.
function summary({ status, incomplete_details, output, usage }) {
  const json = JSON.stringify({ status, incomplete_details, output, usage }, (key, value) =>
    key === 'encrypted_content' ? value.slice(0, 7) : ['parsed', 'parsed_arguments'].includes(key) ? undefined : value);
  return JSON.parse(json.replace(/:"(msg|fc|ctc|rs|call)_\w+"/g, ':"$1_?"'));
}

await run({ turns, loop, zod, store, custom, failed }, baseUrl => new OpenAI({ ...clientOptions, baseURL: `${baseUrl}/v1` }));
