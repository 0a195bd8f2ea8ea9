import { readFileSync } from "node:fs";
import path from "node:path";
import type { UptakeExtent } from "#core/outcome/uptake.ts";
import type { ContributionAnswer } from "../../../fixtures/contribution-answers.ts";
import { createContext } from "../../../server/services/create-context.ts";
import { seedForum } from "../../../server/services/forum/seed-forum.ts";
import type { Context } from "../../../server/services/kernel/context.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { dataOf } from "../../support/copy-store.ts";
import { everyStore } from "../../support/stores.ts";

export const fixtures = path.resolve(__dirname, "../../../fixtures/wtpf-13");

/** The folders of the model forum. */
export const folders = [fixtures, path.resolve(__dirname, "../../../fixtures/agreement")] as const;

/** The known answers about the model forum. */
export const answers = JSON.parse(readFileSync(path.join(fixtures, "answers.json"), "utf8")) as {
  annotations: { annotation: string; on: string; takenUp: UptakeExtent | null }[];
  contributions: ContributionAnswer[];
  languages: { english: string; translation: string; clauses: [string, string][] }[];
  pairs: { base: string; revised: string; pairs: { relation: string; base: string[]; revised: string[] }[] }[];
};

const [, open] =
  everyStore()
    .filter(([name]) => ["lowdb", "PostgreSQL"].includes(name))
    .at(-1) ?? [];

/** The model forum in the last store with files or tables. */
export let seeded: Context;

/** A copy in memory, for tests that only read it. */
export let model: Context;

/** Returns a context over another copy, with what was computed about the model so far. */
export async function copyOfModel(overrides: Pick<Context, "now">): Promise<Context> {
  const copy = createContext(openMemoryStore(await dataOf(seeded.store)), overrides);
  return { ...copy, contents: seeded.contents, comparisons: seeded.comparisons };
}

beforeAll(async () => {
  if (!open) throw new Error("There is no store");
  seeded = createContext(await open());
  expect(await seedForum(seeded, ...folders)).toBe(true);
  model = await copyOfModel(seeded);
});
afterAll(() => seeded.store.close());
