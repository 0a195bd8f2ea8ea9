import type { GroupedComment } from "#core/outcome/similar-comments.ts";
import { openReadingPool } from "../../server/workers/reading-pool.ts";
import { randomFrom } from "../support/random-from.ts";
import { longestStall } from "./longest-stall.ts";

/** Groups 10 000 comments on one position: four campaigns, comments that share an opening, and others. */
const count = 10_000;
const words = Array.from({ length: 3_000 }, (_, at) => `w${at.toString(36)}`);
const random = randomFrom(1);
// As in texts of people, some words are far more frequent than others.
const word = (): string => words[Math.floor(words.length * random() ** 3)] ?? "";
const sentence = (length: number): string => `${Array.from({ length }, word).join(" ")}.`;
const sentences = (number: number): string[] => Array.from({ length: number }, () => sentence(8 + 12 * random()));
const letters = Array.from({ length: 4 }, () => sentences(8));
const opening = sentence(15);

const comments = Array.from({ length: count }, (_, at): GroupedComment => {
  const letter = letters[at % 8];
  const kept = letter?.filter(() => random() < 0.9) ?? [];
  const text = letter ? [sentence(12), ...kept] : [...(random() < 0.3 ? [opening] : []), ...sentences(4)];
  return { id: String(at), place: "5", text: text.join(" "), change: null };
});
const pool = openReadingPool({ worker: new URL("reading-worker.js", import.meta.url) });
const none = { removed: [], joined: [] };
await pool.files.groupComments(comments.slice(0, 10), none);
for (const [name, given] of [
  ["on one position", comments],
  ["on 200 positions", comments.map((comment, at) => ({ ...comment, place: String(at % 200) }))],
] as const) {
  const groups = await longestStall(`group ${String(count)} comments ${name}`, () =>
    pool.files.groupComments(given, none),
  );
  console.log(`  ${String(groups.length)} groups`);
}
await pool.close();
