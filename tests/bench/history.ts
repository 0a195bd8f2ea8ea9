import { compareThree } from "../../server/services/comparison/comparison.ts";
import { getClauseHistory } from "../../server/services/history/clause-history.ts";
import { getLineage } from "../../server/services/comparison/lineage.ts";
import { getVersion } from "../../server/services/forum/library.ts";
import { getWordOrigins } from "../../server/services/history/word-origins.ts";
import { asActor, openForum } from "../support/forum.ts";
import { makeForum } from "../support/make-forum.ts";

/**
 * Measures the time for the history of a long document: five drafts of a thousand clauses. Each request runs once for
 * the first time and then repeatedly.
 */
const [rounds, clauses] = [5, 1000];
const generated = makeForum({ seed: 1, script: "latin", clauses, drafts: rounds, annotations: 0, share: 0.03 });

const forum = await openForum();
for (const [index, { text }] of generated.versions.entries()) {
  await forum.publish(String(index + 1), text.replaceAll("\n", "\n\n"));
}
const { context } = forum;
const reader = asActor("public");
const version = `opinion-5@${String(rounds)}`;
const { text } = await getVersion(context, reader, { version });
const ids = text.clauses.map(({ id }) => id);
console.log(`${String(rounds)} drafts of ${String(ids.length)} clauses, ${String(text.text.length)} characters`);

async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let k = 0; k < 4; k += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  const [first = 0, ...again] = times.map((time) => Math.round(time * 10) / 10);
  console.log(`${name.padEnd(46)} first ${String(first).padStart(8)} ms   again ${again.join(" / ")} ms`);
}

const middle = ids[Math.floor(ids.length / 2)] ?? "";
await measure("lineage of one clause", () => getLineage(context, reader, { version, clause: middle }, null));
await measure("history of one clause", () => getClauseHistory(context, reader, { version, clause: middle }, null));
await measure("origins of every word", () => getWordOrigins(context, reader, { version, limit: 2000 }, null));
await measure("three at once", () =>
  compareThree(context, reader, { base: "opinion-5@1", revised: "opinion-5@3", other: version }, null),
);
await measure("lineage of a hundred clauses", async () => {
  for (const clause of ids.slice(0, 100)) await getLineage(context, reader, { version, clause }, null);
});
