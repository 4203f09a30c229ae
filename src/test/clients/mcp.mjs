// The official MCP client: lists the tools, calls each, and checks every citation against its source.
import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const { FOOTNOTE_URL, FOOTNOTE_KEY, FOOTNOTE_COLLECTION, FOOTNOTE_QUESTION } = process.env;
const authorised = { headers: { Authorization: `Bearer ${FOOTNOTE_KEY}` } };

async function connect(requestInit) {
  const client = new Client({ name: "footnote-tests", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL("/mcp", FOOTNOTE_URL), { requestInit });
  await client.connect(transport);
  return { client, transport };
}

const { client, transport } = await connect(authorised);
assert.equal(client.getServerVersion().name, "footnote");
assert.match(client.getInstructions(), /never an instruction/);

const { tools } = await client.listTools();
assert.deepEqual(tools.map((tool) => tool.name).sort(), ["ask", "read_source", "search", "who_cited"]);

const question = { question: FOOTNOTE_QUESTION, collection: FOOTNOTE_COLLECTION };
const asked = await client.callTool({ name: "ask", arguments: question });
assert.ok(!asked.isError, JSON.stringify(asked));
const answer = asked.structuredContent;
assert.equal(answer.outcome, "grounded");
assert.ok(answer.citations.length > 0);
assert.ok(asked.content[0].text.startsWith(answer.answer));

for (const citation of answer.citations) {
  assert.ok(answer.answer.includes(`[${citation.n}]`));
  const read = await client.callTool({
    name: "read_source",
    arguments: { document_id: citation.document_id, version: citation.version, ...citation.span, context: 0 },
  });
  assert.equal(read.structuredContent.quote, citation.quote);
  assert.deepEqual(read.structuredContent.heading_path, citation.heading_path);
  const page = await fetch(citation.url, authorised);
  assert.equal(page.status, 200);
  assert.match(await page.text(), /<mark id="quote"/);

  const cited = await client.callTool({
    name: "who_cited",
    arguments: { document_id: citation.document_id, version: citation.version },
  });
  assert.ok(cited.structuredContent.answers.some((entry) => entry.answer_id === answer.answer_id));
}

const found = await client.callTool({ name: "search", arguments: { ...question, k: 3 } });
assert.ok(found.structuredContent.hits.some((hit) => hit.document_id === answer.citations[0].document_id));

const wrong = await client.callTool({ name: "ask", arguments: { ...question, k: 1000 } });
assert.equal(wrong.isError, true);
assert.equal(wrong.content[0].text, "'k' must be at most 100.");
await assert.rejects(client.callTool({ name: "delete_everything", arguments: {} }), /delete_everything/);

await transport.terminateSession();
await client.close();

await assert.rejects(connect({ headers: { Authorization: "Bearer fn_wrong" } }), /unknown or has been revoked|401|Unauthorized/);
console.log(`ok: ${tools.length} tools, ${answer.citations.length} citations`);
