// node faults.mjs <baseUrl> <calls>      calls: JSON [{client, model, stream, patience, limit}]; times in milliseconds
//
// Makes all calls at once, each with the retries that the client has by default, and prints how each ended:
// [{failure, status, text, end, tool}] in the same order; failure is `waits` where nothing ended the call within its limit.
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';

const [baseUrl, calls] = process.argv.slice(2);
const prompt = 'what colour is the sky?';

async function openai({ model, stream, patience }, seen, signal) {
  const client = new OpenAI({ apiKey: 'sk-test', baseURL: `${baseUrl}/v1`, timeout: patience, logLevel: 'off' });
  const ask = { model, messages: [{ role: 'user', content: prompt }], stream };
  const answer = await client.chat.completions.create(ask, { signal });
  if (!stream) {
    const choice = answer.choices[0];
    seen.text = choice.message.content ?? choice.message.refusal;
    seen.tool = (choice.message.tool_calls ?? []).map(call => `${call.function.name} ${call.function.arguments}`).join('');
    seen.end = choice.finish_reason;
    return;
  }
  for await (const chunk of answer) {
    seen.text += chunk.choices[0]?.delta.content ?? chunk.choices[0]?.delta.refusal ?? '';
    for (const { function: { name, arguments: json } } of chunk.choices[0]?.delta.tool_calls ?? []) {
      seen.tool += (name ? `${name} ` : '') + (json ?? '');
    }
    seen.end = chunk.choices[0]?.finish_reason ?? seen.end;
  }
}

async function anthropic({ model, stream, patience }, seen, signal) {
  const client = new Anthropic({ apiKey: 'sk-test', baseURL: baseUrl, timeout: patience, logLevel: 'off' });
  const ask = { model, max_tokens: 1000, messages: [{ role: 'user', content: prompt }], stream };
  const answer = await client.messages.create(ask, { signal });
  if (!stream) {
    seen.text = answer.content.map(block => block.text ?? '').join('');
    seen.tool = answer.content.filter(block => block.type === 'tool_use').map(block => `${block.name} ${JSON.stringify(block.input)}`).join('');
    seen.end = answer.stop_reason;
    return;
  }
  for await (const event of answer) {
    seen.text += event.delta?.text ?? '';
    seen.tool += event.content_block?.type === 'tool_use' ? `${event.content_block.name} ` : '';
    seen.tool += event.delta?.partial_json ?? '';
    seen.end = event.delta?.stop_reason ?? seen.end;
  }
}

async function outcome(call) {
  const seen = { failure: null, status: null, text: '', end: null, tool: '' };
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), call.limit);
  try {
    await (call.client === 'openai-node' ? openai : anthropic)(call, seen, abort.signal);
  } catch (error) {
    seen.failure = error.constructor.name;
    seen.status = error.status ?? null;
  } finally {
    clearTimeout(timer);
  }
  return abort.signal.aborted ? { ...seen, failure: 'waits' } : seen;
}

console.log(JSON.stringify(await Promise.all(JSON.parse(calls).map(outcome))));
