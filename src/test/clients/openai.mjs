// The official OpenAI client: lists models, chats whole and streamed, and reads the citations.
import assert from "node:assert/strict";
import OpenAI from "openai";

const { FOOTNOTE_URL, FOOTNOTE_KEY, FOOTNOTE_COLLECTION, FOOTNOTE_QUESTION } = process.env;
const client = new OpenAI({ baseURL: new URL("/v1", FOOTNOTE_URL).href, apiKey: FOOTNOTE_KEY, maxRetries: 0 });
const chat = { model: FOOTNOTE_COLLECTION, messages: [{ role: "user", content: FOOTNOTE_QUESTION }] };
const authorised = { headers: { Authorization: `Bearer ${FOOTNOTE_KEY}` } };

async function check(text, annotations, citations) {
  assert.ok(annotations.length > 0);
  assert.equal(annotations.length, citations.length);
  for (const [i, annotation] of annotations.entries()) {
    assert.equal(annotation.type, "url_citation");
    const { start_index, end_index, url } = annotation.url_citation;
    assert.equal(text.slice(start_index, end_index), `[${citations[i].n}]`);
    const page = await fetch(url, authorised);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /<mark id="quote"/);
  }
}

const models = [];
for await (const model of client.models.list()) models.push(model.id);
assert.ok(models.includes(FOOTNOTE_COLLECTION));

const whole = await client.chat.completions.create(chat);
const message = whole.choices[0].message;
assert.equal(whole.choices[0].finish_reason, "stop");
assert.equal(whole.footnote.outcome, "grounded");
await check(message.content, message.annotations, whole.footnote.citations);

let text = "";
const annotations = [];
let last;
let usage;
const stream = await client.chat.completions.create({ ...chat, stream: true, stream_options: { include_usage: true } });
for await (const chunk of stream) {
  const delta = chunk.choices[0]?.delta;
  text += delta?.content ?? "";
  annotations.push(...(delta?.annotations ?? []));
  last = chunk.footnote ?? last;
  usage = chunk.usage ?? usage;
}
assert.equal(text, message.content);
assert.ok(usage.total_tokens > 0);
await check(text, annotations, last.citations);

const vectors = await client.embeddings.create({ model: models.at(-1), input: ["one text", "another"] });
assert.equal(vectors.data.length, 2);
assert.ok(Math.abs(vectors.data[0].embedding.reduce((sum, x) => sum + x * x, 0) - 1) < 1e-3);

await assert.rejects(client.chat.completions.create({ ...chat, model: "nowhere" }), (error) => {
  assert.equal(error.status, 404);
  assert.equal(error.code, "model_not_found");
  return true;
});
await assert.rejects(client.chat.completions.create({ ...chat, messages: [] }), { status: 400 });
