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

test.each<[RoundKind, rounds: number]>([
  ["write", 3],
  ["loss of power", 1],
])("keeps every acknowledged write once when its process is killed: %s", async (kind, rounds) => {
  const sum = await run(rounds, [kind]);
  expect(sum).toMatchObject({ violations: [], lost: 0, doubled: 0 });
  expect(sum.acknowledged).toBeGreaterThan(0);
});

test.each<RoundKind>(["start", "form-1", "form-2", "form-3", "erasure", "backup", "restore"])(
  "leaves whole data when its process is killed: %s",
  async (kind) => {
    const sum = await run(1, [kind]);
    expect(sum).toMatchObject({ violations: [], lost: 0, doubled: 0 });
  },
);

test("keeps every acknowledged write once when its process is killed while it compacts the folder", async () => {
  const sum = await run(4, ["compaction"]);
  expect(sum).toMatchObject({ violations: [], lost: 0, doubled: 0 });
  expect(sum.compacting).toBeGreaterThan(1);
});

test("keeps a version with its file and text, or nothing of it, when its upload is killed", async () => {
  const sum = await run(1, ["upload"]);
  expect(sum).toMatchObject({ violations: [], lost: 0, doubled: 0 });
  expect(sum.acknowledged).toBeGreaterThan(5);
});

test("mails each event once, however often the server is killed", async () => {
  const sum = await run(1, ["mails"]);
  expect(sum).toMatchObject({ violations: [], lost: 0, doubled: 0 });
  expect(sum.mails).toBeGreaterThan(5);
});

test("has no journal without its heads when the first start is killed", async () => {
  const folder = path.join(scratch, "first");
  const work = { work: "start", folder } as const;
  const order = { work, interruption: { step: 1, only: "audit-heads", at: "before" } } as const;
  const { wasKilled } = await runChild(program, order, { blow: null, hear: () => undefined });
  expect(wasKilled).toBe(true);
  expect(readdirSync(folder)).not.toContain("journal-1.jsonl");
});
