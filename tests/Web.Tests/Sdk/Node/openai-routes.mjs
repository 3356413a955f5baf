// node openai-routes.mjs <scenario> <baseUrl>      baseUrl: http://host:port, without /v1
//
// OpenAI's smaller routes. The server answers `what is 2+2?` and the file `meeting.wav`. What each scenario prints:
//   embeddings      length, norm, equal (the SDK's default, base64, against floats), two (distinct indexes of a list), usage
//   moderations     flagged (of each text), violence (of the first), model
//   images          b64 (first bytes, in base64, and usage), streamed
//                   (types of the events; first bytes and usage of the last), url (status, type and first bytes of what the URL has)
//   speech          wav, mp3: each {type, bytes, head}
//   transcriptions  json, text, verbose, srt, streamed (deltas and the last event),
//                   diarized (segments, plain and streamed), translation
//   completions     plain (as the SDK returns it), streamed (deltas, finish_reason, usage)
//   bad_request     empty_embedding, no_voice, no_stream: each a failure, as in openai.mjs
import OpenAI, { toFile } from 'openai';
import { clientOptions, collect, failures, run } from './run.mjs';

const small = { model: 'text-embedding-3-small', input: 'hello world' };

async function embeddings(client) {
  const first = await client.embeddings.create(small);
  const floats = await client.embeddings.create({ ...small, encoding_format: 'float' });
  const list = await client.embeddings.create({ ...small, input: ['a', 'b'], dimensions: 8 });
  const vector = first.data[0].embedding;
  return {
    length: vector.length,
    norm: Math.round(Math.hypot(...vector) * 1e4) / 1e4,
    equal: vector.every((number, i) => Math.fround(number) === Math.fround(floats.data[0].embedding[i])),
    two: list.data.map(item => [item.index, item.embedding.length]),
    usage: first.usage,
  };
}

async function moderations(client) {
  const answer = await client.moderations.create({ input: ['I will kill you', 'good morning'] });
  return { flagged: answer.results.map(result => result.flagged), violence: answer.results[0].categories.violence, model: answer.model };
}

async function images(client) {
  const today = await client.images.generate({ model: 'gpt-image-1', prompt: 'a red fox', size: '1024x1536' });
  const older = await client.images.generate({ model: 'dall-e-3', prompt: 'a red fox' });
  const file = await fetch(older.data[0].url);
  const events = await collect(await client.images.generate({ model: 'gpt-image-1', prompt: 'a red fox', stream: true, partial_images: 1 }));
  return {
    b64: { head: today.data[0].b64_json.slice(0, 11), usage: today.usage },
    streamed: { types: events.map(event => event.type), head: events.at(-1).b64_json.slice(0, 11), usage: events.at(-1).usage },
    url: { status: file.status, type: file.headers.get('content-type'), head: base64(await file.arrayBuffer()).slice(0, 11) },
  };
}

async function speech(client) {
  const say = async response_format => {
    const answer = await client.audio.speech.create({ model: 'gpt-4o-mini-tts', voice: 'alloy', input: 'hello there you', response_format });
    const bytes = await answer.arrayBuffer();
    return { type: answer.headers.get('content-type'), bytes: bytes.byteLength, head: base64(bytes).slice(0, 4) };
  };
  return { wav: await say('wav'), mp3: await say('mp3') };
}

async function transcriptions(client) {
  const file = () => toFile(Buffer.from('some sounds'), 'meeting.wav');
  const hear = async fields => client.audio.transcriptions.create({ file: await file(), model: 'whisper-1', ...fields });
  const events = await collect(await hear({ model: 'gpt-4o-transcribe', stream: true }));
  const spoken = { model: 'gpt-4o-transcribe-diarize', response_format: 'diarized_json', known_speaker_names: ['ann'] };
  return {
    json: await hear({}),
    text: await hear({ response_format: 'text' }),
    verbose: await hear({ response_format: 'verbose_json', timestamp_granularities: ['word', 'segment'] }),
    srt: await hear({ response_format: 'srt' }),
    streamed: { text: events.map(event => event.delta ?? '').join(''), last: events.at(-1) },
    diarized: { plain: (await hear(spoken)).segments, streamed: (await collect(await hear({ ...spoken, stream: true }))).filter(event => event.speaker) },
    translation: await client.audio.translations.create({ file: await file(), model: 'whisper-1' }),
  };
}

async function completions(client) {
  const ask = { model: 'gpt-3.5-turbo-instruct', prompt: 'what is 2+2?' };
  const chunks = await collect(await client.completions.create({ ...ask, stream: true, stream_options: { include_usage: true } }));
  const choices = chunks.flatMap(chunk => chunk.choices);
  return {
    plain: await client.completions.create(ask),
    streamed: {
      text: choices.map(choice => choice.text).join(''),
      finish_reason: choices.at(-1).finish_reason,
      usage: chunks.at(-1).usage,
    },
  };
}

const bad_request = client => failures({
  empty_embedding: () => client.embeddings.create({ ...small, input: '' }),
  no_voice: () => client.audio.speech.create({ model: 'tts-1', input: 'hi' }),
  no_stream: () => client.images.generate({ model: 'dall-e-3', prompt: 'x', stream: true }),
});

const base64 = bytes => Buffer.from(bytes).toString('base64');

await run(
  { embeddings, moderations, images, speech, transcriptions, completions, bad_request },
  baseUrl => new OpenAI({ ...clientOptions, baseURL: `${baseUrl}/v1` }));
