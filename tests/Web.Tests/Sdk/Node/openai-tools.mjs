// node openai-tools.mjs <scenario> <baseUrl>      baseUrl: http://host:port, without /v1
//
// The server answers by the prompt: "one" calls get_weather for Paris, "two" for Paris and Rome; their results are answered with
// "It is " and the results; "json" is answered with {"sunny":true}, "refuse" with a refusal, "think" with reasoning and a text, "text"
// with a text. What each scenario prints:
//   turns               by prompt: plain, streamed (of chat.completions.stream): each {message, finish_reason, usage}
//   run_tools           plain, streamed: each {text, asked (the cities that the tool was called for), roles (of all messages)}
//   custom              plain, streamed: the called custom tool; text: the answer to its result
//   zod                 plain, streamed, refused: the parsed output; tool: the parsed arguments of a called zodFunction
import OpenAI from 'openai';
import { zodFunction, zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { clientOptions, run } from './run.mjs';

const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false };
const tools = [{ type: 'function', function: { name: 'get_weather', parameters, strict: true } }];
const ask = (prompt, model = 'gpt-4o') => ({ model, messages: [{ role: 'user', content: prompt }] });
const sky = zodResponseFormat(z.object({ sunny: z.boolean() }), 'sky');

async function turns(client) {
  const seen = {};
  for (const [prompt, fields] of Object.entries({
    text: {}, one: { tools }, two: { tools }, json: { response_format: sky }, refuse: {}, think: { model: 'o3' },
  })) {
    const body = { ...ask(prompt), ...fields };
    const stream = client.chat.completions.stream({ ...body, stream_options: { include_usage: true } });
    seen[prompt] = {
      plain: summary(await client.chat.completions.create(body)),
      streamed: summary(await stream.finalChatCompletion()),
    };
  }
  return seen;
}

async function run_tools(client) {
  return {
    plain: await ranTools(cities => client.chat.completions.runTools({ ...ask('two'), tools: callable(cities) })),
    streamed: await ranTools(cities => client.chat.completions.runTools({ ...ask('two'), tools: callable(cities), stream: true })),
  };
}

async function custom(client) {
  const body = { ...ask('shell'), tools: [{ type: 'custom', custom: { name: 'shell' } }] };
  const { choices: [{ message, finish_reason }] } = await client.chat.completions.create(body);
  const [{ id, type, custom }] = message.tool_calls;
  const pieces = [];
  for await (const chunk of await client.chat.completions.create({ ...body, stream: true })) {
    pieces.push(...chunk.choices[0]?.delta.tool_calls ?? []);
  }
  const answered = await client.chat.completions.create({
    ...body, messages: [...body.messages, message, { role: 'tool', tool_call_id: id, content: 'a.txt' }],
  });
  return {
    plain: { type, custom, finish_reason },
    streamed: { type: pieces[0].type, custom: { name: pieces[0].custom.name, input: pieces.map(piece => piece.custom.input).join('') } },
    text: answered.choices[0].message.content,
  };
}

async function zod(client) {
  const format = prompt => ({ ...ask(prompt), response_format: sky });
  const tool = zodFunction({ name: 'get_weather', parameters: z.object({ city: z.string() }) });
  const called = await client.chat.completions.parse({ ...ask('one'), tools: [tool] });
  const refused = await client.chat.completions.parse(format('refuse'));
  return {
    plain: (await client.chat.completions.parse(format('json'))).choices[0].message.parsed,
    streamed: (await client.chat.completions.stream(format('json')).finalChatCompletion()).choices[0].message.parsed,
    refused: { parsed: refused.choices[0].message.parsed, refusal: refused.choices[0].message.refusal },
    tool: called.choices[0].message.tool_calls[0].function.parsed_arguments,
  };
}

async function ranTools(start) {
  const asked = [];
  const runner = start(asked);
  return { text: await runner.finalContent(), asked, roles: runner.messages.map(message => message.role) };
}

const callable = asked => [{
  type: 'function',
  function: {
    name: 'get_weather',
    parameters,
    parse: JSON.parse,
    function: ({ city }) => {
      asked.push(city);
      return `${city}: sunny. `;
    },
  },
}];

// Ids are drawn for each request; `parsed` and the like are the helpers' own.
function summary({ choices: [{ message, finish_reason }], usage }) {
  const { role, content, refusal, tool_calls } = message;
  const calls = tool_calls?.map(({ id, type, function: { name, arguments: json } }) => ({ id: id.replace(/[A-Za-z0-9]{24}$/, '?'), type, name, arguments: json }));
  return { role, content, refusal, tool_calls: calls ?? [], finish_reason, usage };
}

await run({ turns, run_tools, custom, zod }, baseUrl => new OpenAI({ ...clientOptions, baseURL: `${baseUrl}/v1` }));
