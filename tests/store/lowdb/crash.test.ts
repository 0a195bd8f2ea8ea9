import { readdirSync } from "node:fs";
import path from "node:path";
import { buildProgram, type Program, runChild } from "../../crash/run-child.ts";
import { type RoundKind, runRounds, type Violation } from "../../crash/rounds.ts";
import { scratchFolder } from "../../support/scratch-folder.ts";

const scratch = scratchFolder();
let program: Program;
beforeAll(async () => (program = await buildProgram()));
afterAll(() => program.remove());

/** Runs a few rounds of `npm run crash`, always the same. */
async function run(rounds: number, kinds: readonly RoundKind[]) {
  const violations: Violation[] = [];
  const violated = (violation: Violation): number => violations.push(violation);
  const sum = await runRounds({ seed: 23, from: 1, to: rounds + 1, scratch, program, postgres: null, kinds, violated });
  return { ...sum, violations };
}

test("keeps every acknowledged write once when its process is killed, or the power is lost, again and again", async () => {
  const sum = await run(6, ["write", "loss of power", "start"]);
  expect(sum).toMatchObject({ violations: [], lost: 0, doubled: 0 });
  expect(sum.acknowledged).toBeGreaterThan(100);
});

test("leaves whole data when a migration, an erasure, a backup or a restore is killed", async () => {
  const sum = await run(9, ["form-1", "form-2", "form-3", "erasure", "backup", "restore"]);
  expect(sum).toMatchObject({ violations: [], lost: 0, doubled: 0 });
});

test("keeps every acknowledged write once when its process is killed while it compacts the folder", async () => {
  const sum = await run(4, ["compaction"]);
  expect(sum).toMatchObject({ violations: [], lost: 0, doubled: 0 });
  expect(sum.compacting).toBeGreaterThan(1);
});

test("keeps a version with its file and text, or nothing of it, when its upload is killed", async () => {
  const sum = await run(2, ["upload"]);
  expect(sum).toMatchObject({ violations: [], lost: 0, doubled: 0 });
  expect(sum.acknowledged).toBeGreaterThan(10);
});

test("has no journal without its heads when the first start is killed", async () => {
  const folder = path.join(scratch, "first");
  const work = { work: "start", folder } as const;
  const order = { work, interruption: { step: 1, only: "audit-heads", at: "before" } } as const;
  const { wasKilled } = await runChild(program, order, { blow: null, hear: () => undefined });
  expect(wasKilled).toBe(true);
  expect(readdirSync(folder)).not.toContain("journal-1.jsonl");
});
