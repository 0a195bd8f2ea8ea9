/**
 * Attacks the record of a forum in a data folder and in a PostgreSQL database, and prints what notices each attack:
 *
 *   npm run attack
 *
 * It ends with 1 if an attack is noticed otherwise than audit-attacks.ts states.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { isDeepStrictEqual } from "node:util";
import { postgresPrograms, startPostgres } from "../support/postgres.ts";
import { attacks, expectedOf, fillPlace, findingOf } from "./audit-attacks.ts";

const scratch = mkdtempSync(path.join(tmpdir(), "rapporteur-attack-"));
const postgres = postgresPrograms() === null ? null : await startPostgres();
if (!postgres) console.error("PostgreSQL is left out, because this machine has none.");
let wrong = 0;
for (const attack of attacks) {
  const places = [path.join(scratch, String(attacks.indexOf(attack))), ...(postgres ? [await postgres.create()] : [])];
  for (const place of places) {
    const found = await findingOf(await fillPlace(place), attack);
    const isExpected = isDeepStrictEqual(found, expectedOf(attack, place));
    if (!isExpected) wrong += 1;
    const store = place.startsWith("postgres:") ? "database" : "folder";
    console.log(`${attack.name}, ${store}${isExpected ? "" : " (NOT AS STATED)"}`);
    console.log(`  start: ${found.start ?? "starts"}; verify: ${found.verify.join(", ") || "in order"}`);
    console.log(
      `  with a noted head: ${found.noted.join(", ") || "nothing more"}; checker: ${found.checker ?? "no chain"}`,
    );
  }
}
await postgres?.stop();
rmSync(scratch, { recursive: true });
process.exitCode = wrong > 0 ? 1 : 0;
