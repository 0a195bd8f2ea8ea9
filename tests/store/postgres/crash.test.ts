import { buildProgram, type Program } from "../../crash/run-child.ts";
import { databaseKinds, runRounds, type Violation } from "../../crash/rounds.ts";
import { postgresForTests } from "../../support/postgres.ts";
import { scratchFolder } from "../../support/scratch-folder.ts";

const postgres = postgresForTests();
const scratch = scratchFolder();
let program: Program;
beforeAll(async () => (program = await buildProgram()));
afterAll(() => program.remove());

(postgres ? test : test.skip)(
  "keeps every acknowledged write once when servers over a database, or migrations to and from it, are killed",
  async () => {
    const violations: Violation[] = [];
    const sum = await runRounds({
      seed: 23,
      from: 1,
      to: 6,
      scratch,
      program,
      postgres,
      kinds: databaseKinds,
      mailKills: 2,
      violated: (violation) => violations.push(violation),
    });
    expect({ ...sum, violations }).toMatchObject({ violations: [], lost: 0, doubled: 0 });
    expect(sum.acknowledged).toBeGreaterThan(50);
  },
  120_000,
);
