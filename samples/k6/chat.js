// A k6 script: chat completions at a constant rate. 429, 503 and 529 are what an overloaded server answers, so they are counted apart.
//
//   k6 run -e BASE_URL=http://127.0.0.1:8000 -e RATE=50 samples/k6/chat.js

import http from 'k6/http';
import { check } from 'k6';
import { Counter } from 'k6/metrics';

const overloaded = new Counter('overloaded');
const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'what is 2+2?' }], max_tokens: 64, ignore_eos: true });
const headers = { 'Content-Type': 'application/json', Authorization: 'Bearer sk-test-1' };

export const options = {
  scenarios: {
    chat: {
      executor: 'constant-arrival-rate',
      rate: Number(__ENV.RATE || 50),
      duration: __ENV.DURATION || '30s',
      preAllocatedVUs: 50,
      maxVUs: 500,
    },
  },
};

export default function () {
  const answer = http.post(`${__ENV.BASE_URL || 'http://127.0.0.1:8000'}/v1/chat/completions`, body, { headers });
  if ([429, 503, 529].includes(answer.status)) {
    overloaded.add(1);
    return;
  }
  check(answer, {
    'is 200': one => one.status === 200,
    'has 64 tokens': one => one.json('usage.completion_tokens') === 64,
  });
}
