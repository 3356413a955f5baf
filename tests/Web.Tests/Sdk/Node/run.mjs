// Runs one scenario by name against a server and prints what the SDK saw as one line of JSON.
// Exit codes: 0 the scenario ran (whatever the SDK saw), 1 it broke off, 2 wrong arguments.

export const validKey = 'sk-test-1';
export const invalidKey = 'sk-wrong';

/** For every client: a refused call is reported, never repeated, and no call outlives a test. */
export const clientOptions = { apiKey: validKey, maxRetries: 0, timeout: 20_000 };

/** One pixel, for content that mixes text with an image. */
export const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';

export async function run(scenarios, connect) {
  const [name, baseUrl] = process.argv.slice(2);
  if (!Object.hasOwn(scenarios, name ?? '') || !baseUrl) {
    console.error(`usage: node <vendor>.mjs ${Object.keys(scenarios).join('|')} <baseUrl>`);
    process.exit(2);
  }
  const seen = await scenarios[name](connect(baseUrl));
  console.log(JSON.stringify(seen));
}

/** All items of an async iterable, as `Array.fromAsync` of newer Node versions. */
export async function collect(items) {
  const all = [];
  for await (const item of items) {
    all.push(item);
  }
  return all;
}

/** How each call failed, by the case's name; `class` is null where a call succeeded. */
export async function failures(calls) {
  const seen = {};
  for (const [name, call] of Object.entries(calls)) {
    seen[name] = await failure(call);
  }
  return seen;
}

export async function failure(call) {
  try {
    await call();
    return { class: null };
  } catch (error) {
    return {
      class: error.constructor.name,
      status: error.status ?? null,
      type: error.type ?? null,
      code: error.code ?? null,
      param: error.param ?? null,
      message: error.message,
      request_id: error.requestID ?? null,
      body: error.error ?? null,
    };
  }
}

/**
 * Reads a stream until its second delta, aborts it, and reads on to see how the iteration ends.
 * `aborted` is true where it ended by the abort: an error of that kind, or silently before `isEnd` held.
 */
export async function abortAfterTwoDeltas(stream, deltaOf, isEnd) {
  const deltas = [];
  let [error, ended] = [null, false];
  try {
    for await (const event of stream) {
      const delta = deltaOf(event);
      ended ||= isEnd(event);
      if (delta && deltas.push(delta) === 2) {
        stream.controller.abort();
      }
    }
  } catch (thrown) {
    error = thrown.constructor.name;
  }
  const byAbort = error === null || error === 'APIUserAbortError';
  return { deltas, count: deltas.length, ended, error, aborted: stream.controller.signal.aborted && !ended && byAbort };
}
