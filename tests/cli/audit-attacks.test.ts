import { cpSync } from "node:fs";
import path from "node:path";
import { type Attack, attacks, expectedOf, fillPlace, findingOf, type Victim } from "../attack/audit-attacks.ts";
import { onDatabase, postgresForTests } from "../support/postgres.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const scratch = scratchFolder();
const postgres = postgresForTests();
let copies = 0;

/** Returns a copy of a forum in a folder. */
function copyOfFolder({ place, ...noted }: Victim): Promise<Victim> {
  const copy = path.join(scratch, `copy-${String((copies += 1))}`);
  cpSync(place, copy, { recursive: true });
  return Promise.resolve({ ...noted, place: copy });
}

/** Returns a copy of a forum in a database. */
async function copyOfDatabase({ place, ...noted }: Victim): Promise<Victim> {
  const [name, copy] = [new URL(place).pathname.slice(1), `copy${String((copies += 1))}`];
  await onDatabase(new URL("/postgres", place).href, `create database ${copy} template ${name}`);
  return { ...noted, place: new URL(`/${copy}`, place).href };
}

describe.each([
  ["a data folder", () => Promise.resolve(path.join(scratch, "forum")), copyOfFolder] as const,
  ...(postgres ? [["a database", () => postgres.create(), copyOfDatabase] as const] : []),
])("attacks on the record in %s", (_where, newPlace, copyOf) => {
  let forum: Victim;
  beforeAll(async () => (forum = await fillPlace(await newPlace())));

  test.each(attacks.map((attack): [string, Attack] => [attack.name, attack]))("notices %s", async (_name, attack) => {
    const victim = await copyOf(forum);
    expect(await findingOf(victim, attack)).toEqual(expectedOf(attack, victim.place));
  });
});
