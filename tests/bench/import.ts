import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { importContribution } from "../../server/services/contributions/import-contribution.ts";
import { receiveContribution } from "../../server/services/contributions/receive-contribution.ts";
import { undoImport } from "../../server/services/contributions/import-contribution.ts";
import { programActor } from "../../server/services/kernel/authorise.ts";
import { openReadingPool } from "../../server/workers/reading-pool.ts";
import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";
import { annotationsFile, wordsOfClause } from "../support/hostile-files.ts";
import { openForum } from "../support/forum.ts";
import { longestStall } from "./longest-stall.ts";

/** Number of annotations in the file. */
const count = 10_000;
/** Number of clauses of the version, from the command line. */
const clauses = Number(process.argv.find((argument) => /^\d+$/u.test(argument)) ?? 3_400);

const folder = mkdtempSync(path.join(os.tmpdir(), "rapporteur-import-"));
const store = await openLowdbStore({ folder });
const readers = openReadingPool({ worker: new URL("reading-worker.js", import.meta.url) });
const forum = await openForum({}, store);
const context = { ...forum.context, files: readers.files };
const paragraphs = Array.from({ length: clauses }, (_, at) => `${String(at + 1)} ${wordsOfClause(at)}.`);
await forum.publish("1", `# Draft Opinion 5\n\n*is of the view*\n\n${paragraphs.join("\n\n")}\n`);

const proposals = process.argv.includes("--proposals");
const bytes = annotationsFile({ count, clauses, proposals });
console.log(`${String(count)} annotations, ${(bytes.length / 1e6).toFixed(1)} MB, on ${String(clauses)} clauses`);
const received = await longestStall("receive", () =>
  receiveContribution(context, programActor, {
    bytes,
    fileName: "annotations.jsonld",
    organisation: "north",
    version: "opinion-5@1",
  }),
);
console.log(`  ${String(received.items.length)} items, ${String(received.setAside.length)} set aside`);
const { id: contribution, revision } = received;
const taken = await longestStall("import", () => importContribution(context, programActor, { contribution, revision }));
console.log(`  ${String(taken.items.filter(({ annotationId }) => annotationId !== null).length)} imported`);
const more = annotationsFile({ count, clauses, proposals, from: count });
const second = await longestStall("receive as many again", () =>
  receiveContribution(context, programActor, {
    bytes: more,
    fileName: "more.jsonld",
    organisation: "north",
    version: "opinion-5@1",
  }),
);
console.log(`  ${String(second.items.length)} items, ${String(second.setAside.length)} set aside`);
await longestStall("undo", () => undoImport(context, programActor, { contribution, revision: taken.revision }));
await readers.close();
await store.close();
rmSync(folder, { recursive: true });
