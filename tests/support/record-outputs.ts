/**
 * Records the output of the command line over the fixtures, so that two states of the code can be compared:
 *
 *   npx tsx tests/support/record-outputs.ts FOLDER
 *
 * Writes one file per output of `read`, `compare`, `carry` and every `export` and `redline`, with the clock stopped. Run
 * it before and after a change and compare the folders with `diff -r`. PDF files are left out: they hold random ids.
 */
import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { strFromU8, unzipSync } from "fflate";
import { ExportFormat, exportFormats, RedlineFormat } from "#core/compile/export-format.ts";
import { runCommandLine } from "../../server/cli/command-line.ts";
import { createContext } from "../../server/services/create-context.ts";
import { getLibrary } from "../../server/services/forum/library.ts";
import { seedForum } from "../../server/services/forum/seed-forum.ts";
import { programActor } from "../../server/services/kernel/authorise.ts";
import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";

const out = process.argv[2];
if (out === undefined) throw new Error("Name the folder to write to.");
const fixtures = fileURLToPath(new URL("../../fixtures/wtpf-13", import.meta.url));
const now = Date.UTC(2013, 4, 14);

globalThis.Date = new Proxy(Date, {
  construct: (target, args: number[]) => Reflect.construct(target, args.length === 0 ? [now] : args) as Date,
  apply: () => new Date(now).toString(),
  get: (target, name): unknown => (name === "now" ? () => now : Reflect.get(target, name)),
});
performance.now = () => 0;

fs.mkdirSync(out, { recursive: true });
const data = fs.mkdtempSync(path.join(out, "data-"));
let count = 0;

/** Runs one command and keeps its output, its messages and its exit code in a file named after it. */
async function record(args: readonly string[]): Promise<void> {
  const written: Uint8Array[] = [];
  let messages = "";
  const code = await runCommandLine(args, {
    environment: { DATA_DIR: data },
    write: (output) => void written.push(typeof output === "string" ? Buffer.from(output) : output),
    writeError: (message) => void (messages += message),
    reportProgress: null,
  });
  const name = args
    .map((arg) => path.basename(arg))
    .join("_")
    .replaceAll(/[^\p{L}\p{N}._-]/gu, "-");
  const bytes = withoutRevisions(Buffer.concat(written));
  const file = path.join(out ?? "", name);
  fs.writeFileSync(file, bytes);
  if (bytes.subarray(0, 2).toString() === "PK") {
    const parts = Object.entries(unzipSync(bytes)).filter(([part]) => /\.(?:xml|rels|txt|html)$/u.test(part));
    fs.writeFileSync(`${file}.parts`, parts.map(([part, xml]) => `${part}\n${strFromU8(xml)}\n`).join("\n"));
  }
  if (code !== 0 || messages !== "") fs.writeFileSync(`${file}.messages`, `${String(code)}\n${messages}`);
  count += 1;
}

/** Revisions are random names. */
function withoutRevisions(bytes: Buffer): Buffer {
  return bytes.subarray(0, 1).toString() === "{"
    ? Buffer.from(bytes.toString().replaceAll(/"revision":"[\w-]+"/gu, '"revision":""'))
    : bytes;
}

const store = await openLowdbStore({ folder: data, notice: () => undefined });
let ids = 0;
const context = createContext(store, { newId: () => `id-${String((ids += 1))}` });
await seedForum(context, fixtures);
const { documents } = await getLibrary(context, programActor, { size: 100 });
await store.close();

const drafts = fs.readdirSync(path.join(fixtures, "files")).sort();
const contributions = fs.readdirSync(path.join(fixtures, "contributions")).sort();
for (const [folder, names] of Object.entries({ files: drafts, contributions })) {
  for (const name of names) {
    await record(["read", path.join(fixtures, folder, name)]);
    if (/\.(?:txt|md)$/u.test(name)) await record(["read", path.join(fixtures, folder, name), "--plain"]);
    if (folder === "contributions") await record(["read", path.join(fixtures, folder, name), "--changes", "keep"]);
  }
}

const anchors = path.join(data, "anchors.json");
fs.writeFileSync(
  anchors,
  JSON.stringify([0, 40, 300, 900].map((start) => ({ id: String(start), start, end: start + 30 }))),
);
for (const [index, revised] of drafts.entries()) {
  const base = drafts[index - 1];
  if (base === undefined || base.split(".")[0] !== revised.split(".")[0]) continue;
  const pair = [path.join(fixtures, "files", base), path.join(fixtures, "files", revised)];
  for (const format of ["json", "text", "html", "docx"]) await record(["compare", ...pair, "--format", format]);
  await record(["compare", ...pair, "--plain"]);
  await record(["compare", ...pair, "--explain"]);
  await record(["carry", ...pair, "--anchors", anchors]);
}

for (const document of documents) {
  for (const [index, { address }] of document.versions.entries()) {
    for (const format of ExportFormat.options.filter((each) => each !== "pdf")) {
      for (const layout of exportFormats[format].layouts) {
        await record(["export", address, "--format", format, "--layout", layout]);
        await record(["export", address, "--format", format, "--layout", layout, "--sources", "hidden"]);
      }
      await record(["export", address, "--format", format, "--annotations", "without"]);
    }
    for (const command of ["origins", "ledger", "uptake", "open", "barometer"]) {
      await record([command, address]);
      await record([command, address, "--format", "json"]);
    }
    const base = document.versions[index - 1];
    if (base === undefined) continue;
    for (const format of RedlineFormat.options.filter((each) => each !== "pdf")) {
      await record(["redline", base.address, address, "--format", format]);
    }
  }
}
fs.rmSync(data, { recursive: true });
process.stdout.write(`${String(count)} outputs\n`);
