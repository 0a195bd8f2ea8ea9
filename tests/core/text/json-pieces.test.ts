import fc from "fast-check";
import { isLongJson, jsonPieces } from "../../../server/core/text/pieces.ts";
import { parsingDraftJson } from "../../../server/core/text/parsing-draft.ts";
import { readSharedJson, sharedLength, shareJson, writeJson } from "../../../server/services/kernel/shared-json.ts";

test("the pieces are what JSON.stringify writes", async () => {
  const long = fc.array(fc.jsonValue(), { minLength: 0, maxLength: 1_200, size: "max" });
  const values = fc.record({ list: long, deep: fc.record({ below: fc.record({ list: long, text: fc.string() }) }) });
  await fc.assert(
    fc.asyncProperty(values, async (value) => {
      expect([...jsonPieces(value)].join("")).toBe(JSON.stringify(value));
      expect(await writeJson(value)).toBe(JSON.stringify(value));
      expect(readSharedJson(await shareJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 30 },
  );
});

test("another thread's JSON of a long value has pieces of a limited length, and those of other scripts are whole", async () => {
  const list = Array.from({ length: 40_000 }, (_, at) => `${String(at)} 政府間専門家会合 مجموعة الخبراء`);
  const shared = await shareJson({ list });
  expect(readSharedJson(shared)).toEqual({ list });
  expect(sharedLength(shared)).toBe(Buffer.byteLength(JSON.stringify({ list })));
  expect(shared.length).toBeGreaterThan(5);
  expect(shared.every(({ buffer }) => buffer instanceof SharedArrayBuffer)).toBe(true);
});

test("omits undefined fields and keeps the form of dates", () => {
  const value = { list: Array.from({ length: 2_000 }, (_, at) => ({ at })), none: undefined, date: new Date(0) };
  expect([...jsonPieces(value)].join("")).toBe(JSON.stringify(value));
});

test("writes a long value in pieces and a short one at once", () => {
  const list = Array.from({ length: 2_000 }, (_, at) => ({ text: "a".repeat(at % 100) }));
  expect(isLongJson({ version: { draft: { content: list } } })).toBe(true);
  expect(isLongJson({ version: { draft: { content: list.slice(0, 900) } } })).toBe(false);
  const longest = Math.max(...Array.from(jsonPieces({ a: { list } }), ({ length }) => length));
  expect(longest).toBeLessThan(JSON.stringify(list).length / 8);
});

test("parses a long draft in pieces as JSON.parse does, whatever its text", () => {
  const texts = ['{"type":"clause",', ',{"type":"clause",{', "a"];
  const content = Array.from({ length: 3_000 }, (_, at) => ({
    type: "clause",
    attrs: { id: String(at) },
    content: [{ type: "text", text: (texts[at % 3] ?? "").repeat(40) }],
  }));
  const value = { id: "hash", draft: { type: "doc", attrs: { language: "en" }, content } };
  const steps = parsingDraftJson(JSON.stringify(value), (parsed) => (parsed as typeof value).draft);
  const pieces = [];
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) pieces.push(step.value);
  expect(step.value).toEqual(value);
  expect(pieces.length).toBeGreaterThan(3);
});
