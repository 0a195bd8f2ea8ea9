import { buildProgram, type Program } from "../../crash/run-child.ts";
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
  const sum = await runRounds({ seed: 23, from: 1, to: rounds + 1, scratch, program, kinds, violated });
  return { ...sum, violations };
}

test("keeps every acknowledged write once when its process is killed, or the power is lost, again and again", async () => {
  const sum = await run(6, ["write", "loss of power", "start"]);
  expect(sum).toMatchObject({ violations: [], lost: 0, doubled: 0 });
  expect(sum.acknowledged).toBeGreaterThan(100);
});

test("leaves whole data when a migration, an erasure, a backup or a restore is killed", async () => {
  const sum = await run(8, ["form-1", "form-2", "erasure", "backup", "restore"]);
  expect(sum).toMatchObject({ violations: [], lost: 0, doubled: 0 });
});
