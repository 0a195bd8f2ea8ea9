import { compile, type CompilableAnnotation } from "#core/compile/compile.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { readDocx } from "../../server/import/docx/read-docx.ts";
import { openWritingPool } from "../../server/workers/writing-pool.ts";
import { here, version, opinionDocument } from "../export/sample.ts";
import { bytesOf } from "../export/whole-files.ts";
import { draftOf } from "../support/draft.ts";
import { randomFrom } from "../support/random-from.ts";
import { vocabularyOf, wordFrom } from "../support/made-words.ts";

/** Limits for the file of a long report with all its comments. */
const mostSeconds = 10;
const mostMegabytes = 600;

const random = randomFrom(11);
const vocabulary = vocabularyOf("latin");
const clauses = Array.from({ length: 16_667 }, (_, at) => {
  const words = Array.from({ length: 60 }, () => wordFrom(vocabulary, random));
  return ["paragraph", `${String(Math.floor(at / 100) + 1)}.${String((at % 100) + 1)}`, `${words.join(" ")}.`] as const;
});
const draft = draftOf(clauses);
const ids = versionTextOf(draft).clauses.map(({ id }) => id);
const comments = Array.from({ length: 10_000 }, (_, at): CompilableAnnotation => {
  const clause = ids[Math.floor((at * ids.length) / 10_000)] ?? "";
  return here({
    targets: [{ kind: "clause", clause }],
    text: `What is said here of the clause, number ${String(at)}, in a sentence or two.`,
  });
});
const compilation = compile({
  forum: {
    id: "forum",
    name: "Forum",
    shortName: "F",
    description: "",
    audience: "public",
    sources: "shown",
    calendar: [],
  },
  document: opinionDocument,
  version: version(),
  address: "report@3:en",
  draft,
  annotations: comments,
  origins: new Map(),
  filters: {},
  sources: "shown",
  generatedAt: "2013-02-20T12:00:00Z",
});

/**
 * Measures how much work blocks: the longest time in which nothing else ran, and processor time, which a busy machine
 * does not inflate.
 */
async function measure(what: string, work: () => Promise<string> | string): Promise<void> {
  let longest = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const cpu = process.cpuUsage();
  const began = performance.now();
  const result = await work();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  await new Promise((resolve) => setTimeout(resolve, 20));
  clearInterval(watch);
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(
    `${what}: ${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor, peak ${peak.toFixed(0)} MB, others waited ${longest.toFixed(0)} ms at most; ${result}`,
  );
}

const pool = openWritingPool({ worker: new URL("writing-worker.js", import.meta.url) });
const task = {
  compilation,
  layout: "on-the-words",
  baseUrl: "https://forum.example",
  began: "2012-06-05",
} as const;
let file: Uint8Array = new Uint8Array();
console.log(`limits: ${String(mostSeconds)} s and ${String(mostMegabytes)} MB`);
await measure(`DOCX of ${String(clauses.length * 60)} words with ${String(comments.length)} comments`, async () => {
  file = await bytesOf(pool.renderFile({ task: { ...task, format: "docx" }, printed: null }, null));
  return `${(file.length / 1e6).toFixed(1)} MB`;
});
await pool.close();
await measure("the same read back", () => `${String(readDocx(file, "keep").blocks.length)} paragraphs`);
