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

/** Sets a forum in a database back to what it was at first, because a copy of a database takes ten times as long. */
async function restoredDatabase(victim: Victim): Promise<Victim> {
  await onDatabase(
    victim.place,
    `create schema if not exists kept;
    do $$
    declare name text;
    begin
      for name in select tablename from pg_tables where schemaname = 'public' loop
        execute format('create table if not exists kept.%1$I as table public.%1$I', name);
        execute format('delete from public.%1$I', name);
        execute format('insert into public.%1$I table kept.%1$I', name);
      end loop;
    end $$`,
  );
  return victim;
}

describe.each([
  ["a data folder", () => Promise.resolve(path.join(scratch, "forum")), copyOfFolder] as const,
  ...(postgres ? [["a database", () => postgres.create(), restoredDatabase] as const] : []),
])("attacks on the record in %s", (_where, newPlace, copyOf) => {
  let forum: Victim;
  beforeAll(async () => (forum = await fillPlace(await newPlace())));

  test.each(attacks.map((attack): [string, Attack] => [attack.name, attack]))("notices %s", async (_name, attack) => {
    const victim = await copyOf(forum);
    expect(await findingOf(victim, attack)).toEqual(expectedOf(attack, victim.place));
  });
});
