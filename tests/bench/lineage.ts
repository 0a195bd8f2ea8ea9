import { compareThree } from "../../server/services/compare-three.ts";
import { getBiography } from "../../server/services/get-biography.ts";
import { getLineage } from "../../server/services/get-lineage.ts";
import { getVersion } from "../../server/services/get-version.ts";
import { getWordOrigins } from "../../server/services/get-word-origins.ts";
import { asActor, openForum } from "../support/forum.ts";
import { randomFrom } from "../support/random-from.ts";
import { draftsOf } from "./drafts.ts";

/** How long the history of a long document takes: five drafts of a thousand clauses, each asked for the first time and again. */
const rounds = 5;
const clauses = 1000;

const random = randomFrom(7);
const pick = (length: number): number => Math.floor(random() * length);

/** Each draft edits one clause in twenty of the one before, moves, drops and adds one in a hundred, and brings one back. */
function history(): string[] {
  const { base } = draftsOf(700_000, 0, 3);
  const all = base.clauses.map(({ start, end }) => base.text.slice(start, end).split(" ").slice(0, 60).join(" "));
  const [fresh, drafts] = [all.slice(clauses), [all.slice(0, clauses)]];
  const dropped: string[] = [];
  while (drafts.length < rounds) {
    const next = [...(drafts.at(-1) ?? [])];
    for (let k = 0; k < clauses / 20; k += 1) {
      const at = pick(next.length);
      const words = (next[at] ?? "").split(" ");
      words.splice(pick(words.length), 1 + pick(3), ...(fresh[pick(fresh.length)] ?? "").split(" ").slice(0, pick(4)));
      next[at] = words.join(" ");
    }
    for (let k = 0; k < clauses / 100; k += 1) {
      next.splice(pick(next.length), 0, ...next.splice(pick(next.length), 1));
      dropped.push(...next.splice(pick(next.length), 1));
      next.splice(pick(next.length), 0, fresh.pop() ?? "new");
    }
    if (drafts.length > 2) next.splice(pick(next.length), 0, ...dropped.splice(0, 1));
    drafts.push(next);
  }
  return drafts.map((draft) => draft.join("\n\n"));
}

const forum = await openForum();
for (const [index, text] of history().entries()) await forum.publish(String(index + 1), text);
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
await measure("lineage of one clause", () => getLineage(context, reader, { version, clause: middle }));
await measure("biography of one clause", () => getBiography(context, reader, { version, clause: middle }));
await measure("origins of every word", () => getWordOrigins(context, reader, { version, limit: 2000 }));
await measure("three at once", () =>
  compareThree(context, reader, { base: "opinion-5@1", revised: "opinion-5@3", other: version }),
);
await measure("lineage of a hundred clauses", async () => {
  for (const clause of ids.slice(0, 100)) await getLineage(context, reader, { version, clause });
});
