// node anthropic-tools.mjs <scenario> <baseUrl>      baseUrl: http://host:port, without /v1
//
// The server says another kind of completion for each prompt. What each scenario prints:
//   turns       by prompt {plain, streamed}: content, stop_reason, stop_details and usage, ids and signatures hidden
//   tool_runner plain, streamed: each {text, asked (the cities), roles (of the messages at the end)}
//   parsed      plain and streamed (parsed_output of messages.parse and of messages.stream), zod
//   batches     status, counts, texts (by custom_id)
import Anthropic from '@anthropic-ai/sdk';
import { betaTool } from '@anthropic-ai/sdk/helpers/beta/json-schema';
import { jsonSchemaOutputFormat } from '@anthropic-ai/sdk/helpers/json-schema';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { z } from 'zod';
import { clientOptions, collect, run } from './run.mjs';

const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false };
const sunny = { type: 'object', properties: { sunny: { type: 'boolean' } }, required: ['sunny'], additionalProperties: false };

const ask = prompt => ({ model: 'claude-sonnet-5-5', max_tokens: 2000, messages: [{ role: 'user', content: prompt }] });

async function turns(client) {
  const seen = {};
  for (const prompt of ['text', 'one', 'two', 'json', 'refuse', 'think']) {
    const params = {
      ...ask(prompt),
      thinking: { type: 'enabled', budget_tokens: 1024 },
      tools: [{ name: 'get_weather', input_schema: schema }],
      ...(prompt === 'json' && { output_config: { format: jsonSchemaOutputFormat(sunny) } }),
    };
    seen[prompt] = {
      plain: masked(await client.messages.create(params)),
      streamed: masked(await client.messages.stream(params).finalMessage()),
    };
  }
  return seen;
}

function masked({ content, stop_reason, stop_details, usage }) {
  return {
    content: content.map(block => ({ ...block, ...(block.id && { id: 'toolu_?' }), ...(block.signature && { signature: '?' }) })),
    stop_reason,
    stop_details,
    usage,
  };
}

async function tool_runner(client) {
  return { plain: await runTools(client, false), streamed: await runTools(client, true) };
}

async function runTools(client, stream) {
  const asked = [];
  const weather = betaTool({
    name: 'get_weather',
    description: 'Gets the weather.',
    inputSchema: schema,
    run: ({ city }) => {
      asked.push(city);
      return `${city}: sunny. `;
    },
  });
  const runner = client.beta.messages.toolRunner({ ...ask('two'), tools: [weather], stream });
  const message = await runner.runUntilDone();
  return {
    text: message.content.map(block => block.text).join(''),
    asked,
    roles: runner.params.messages.map(({ role }) => role),
  };
}

async function parsed(client) {
  const params = { ...ask('json'), output_config: { format: jsonSchemaOutputFormat(sunny) } };
  const zod = await client.messages.parse({ ...ask('json'), output_config: { format: zodOutputFormat(z.object({ sunny: z.boolean() })) } });
  return {
    plain: (await client.messages.parse(params)).parsed_output,
    streamed: (await client.messages.stream(params).finalMessage()).parsed_output,
    zod: zod.parsed_output,
  };
}

async function batches(client) {
  const { id } = await client.messages.batches.create({ requests: ['text', 'json'].map(prompt => ({ custom_id: prompt, params: ask(prompt) })) });
  let batch;
  do {
    await new Promise(resolve => setTimeout(resolve, 100));
    batch = await client.messages.batches.retrieve(id);
  } while (batch.processing_status !== 'ended');
  const results = await collect(await client.messages.batches.results(id));
  return {
    status: batch.processing_status,
    counts: batch.request_counts,
    texts: Object.fromEntries(results.map(({ custom_id, result }) => [custom_id, result.message.content[0].text])),
  };
}

await run({ turns, tool_runner, parsed, batches }, baseURL => new Anthropic({ ...clientOptions, baseURL }));
