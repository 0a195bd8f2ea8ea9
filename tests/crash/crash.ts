/**
 * Kills processes that use a data folder or a database, at random moments, and checks what is left.
 *
 *   npm run crash -- --rounds 2000                     all rounds, from seed 1
 *   npm run crash -- --rounds 2000 --part 2/4          the second quarter of the same rounds
 *   npm run crash -- --rounds 200 --seed 7 --only start
 *
 * Each part writes its figures to crash/ and prints them, and their sum with those of the other parts. It ends with 1 if
 * something was lost, doubled or half-written; the folder is then copied to crash/. Interrupted (Ctrl+C), it ends after
 * the current round.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import type { Order } from "./child.ts";
import { added, type Sum } from "./sum.ts";

if (process.argv[2] === "child") {
  const { workUntilKilled } = await import("./child.ts");
  await workUntilKilled(JSON.parse(await text(process.stdin)) as Order);
} else await runPart();

async function runPart(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string", default: "200" },
      seed: { type: "string", default: "1" },
      part: { type: "string", default: "1/1" },
      only: { type: "string" },
    },
  });
  const { databaseKinds, roundKinds, runRounds } = await import("./rounds.ts");
  const { buildProgram } = await import("./run-child.ts");
  const { postgresPrograms, startPostgres } = await import("../support/postgres.ts");
  const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
  const [part = 0, parts = 0] = values.part.split("/").map(Number);
  const only = values.only?.split(",");
  const kinds = roundKinds.filter((kind) => only?.includes(kind) ?? true);
  if (!(rounds > 0 && Number.isInteger(seed) && part >= 1 && part <= parts && kinds.length > 0)) {
    console.error("Usage: npm run crash -- --rounds N [--seed S] [--part K/M] [--only KIND,KIND]");
    console.error(`Kinds: ${roundKinds.join(", ")}`);
    process.exit(2);
  }
  const scratch = mkdtempSync(path.join(tmpdir(), "rapporteur-crash-"));
  const program = await buildProgram();
  const needsPostgres = kinds.some((kind) => databaseKinds.includes(kind));
  const postgres = needsPostgres && postgresPrograms() !== null ? await startPostgres() : null;
  if (needsPostgres && !postgres) console.error(`Without PostgreSQL on this machine: ${databaseKinds.join(", ")}`);
  let [violations, isStopped] = [0, false];
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => (isStopped = true));
  const sum = await runRounds({
    seed,
    from: Math.floor(((part - 1) * rounds) / parts) + 1,
    to: Math.floor((part * rounds) / parts) + 1,
    scratch,
    program,
    postgres,
    kinds,
    isStopped: () => isStopped,
    violated: ({ round, kind, faults }) => {
      violations += 1;
      console.error(`seed ${seed}, round ${round}, ${kind}:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
    },
  });
  program.remove();
  await postgres?.stop();
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync("crash", { recursive: true });
  const name = `seed-${seed}-rounds-${rounds}-only-${only?.join("+").replaceAll(" ", "-") ?? "all"}-of-${parts}`;
  writeFileSync(path.join("crash", `${name}-part-${part}.json`), `${JSON.stringify(sum)}\n`);
  const files = readdirSync("crash").filter((file) => file.startsWith(`${name}-part-`));
  const sums = files.map((file) => JSON.parse(readFileSync(path.join("crash", file), "utf8")) as Sum);
  console.log(`part ${part} of ${parts}: ${described(sum)}`);
  if (files.length > 1) console.log(`${files.length} of ${parts} parts: ${described(added(sums))}`);
  process.exitCode = violations > 0 ? 1 : 0;
}

/** Describes the figures in one line. */
function described({ kills, ...numbers }: Sum): string {
  const killed = Object.entries(kills).map(([kind, count]) => `${kind} ${count}`);
  const total = Object.values(kills).reduce((one, other) => one + other, 0);
  return [
    `${numbers.rounds} rounds`,
    `${total} kills (${killed.join(", ")})`,
    `${numbers.compacting} of them within a compaction`,
    `${numbers.completed} processes completed before`,
    `${numbers.acknowledged} writes acknowledged`,
    `${numbers.mails} mails`,
    `${numbers.lost} lost`,
    `${numbers.doubled} doubled`,
    `${numbers.powerless} unconfirmed bytes taken by losses of power`,
    `${Math.round(numbers.seconds)} s`,
  ].join(", ");
}
