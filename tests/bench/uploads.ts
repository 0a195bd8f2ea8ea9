import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import type { Express } from "express";
import pino from "pino";
import { ExportFormat, exportFormats, unprintedRedlineFormats } from "#core/compile/export-format.ts";
import { createCommandApp } from "../../server/cli/forum/command-app.ts";
import { createApp } from "../../server/http/app.ts";
import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";
import { openComparisonPool } from "../../server/workers/comparison-pool.ts";
import { openReadingPool } from "../../server/workers/reading-pool.ts";
import { openWritingPool } from "../../server/workers/writing-pool.ts";
import { openForum } from "../support/forum.ts";
import { hostileContributions, hostileDrafts, longText, wordsOfClause } from "../support/hostile-files.ts";
import { usualLimits } from "../support/usual-limits.ts";
import { p, wordFile } from "../import/docx/word-file.ts";
import { stallOf, stallText } from "./longest-stall.ts";

/**
 * Attacks a server with hostile files and readers, and measures how long its main thread is busy at most. The files are
 * made and sent, and the answers received, in another thread.
 *
 * With words on the command line, only attacks with one of them in their name.
 */
const goal = 100;

/** A request of the attacker. */
interface Attack {
  name: string;
  method: "GET" | "POST" | "PUT";
  /** Path below the server's address. */
  path: string;
  /** Index of the file that is sent, in `files`. */
  file?: string;
  json?: unknown;
  /** Whether to send it to the pages, as the public. Otherwise to the API, as the program itself. */
  page?: true;
}

/** The files that are not hostile, but as long as allowed. */
const longDrafts: Readonly<Record<string, () => Uint8Array>> = {
  "long.docx": () =>
    wordFile({
      body: longText(16_667)
        .map((one) => p(one))
        .join(""),
    }),
  "long-2.docx": () =>
    wordFile({
      body: longText(16_667)
        .map((one, at) => p(at % 5 === 0 ? one.replace("should", "must") : one))
        .join(""),
    }),
  "short.docx": () =>
    wordFile({ body: Array.from({ length: 20_000 }, (_, at) => p(String.fromCharCode(97 + (at % 26)))).join("") }),
  "short-2.docx": () =>
    wordFile({
      body: Array.from({ length: 20_000 }, (_, at) => p(String.fromCharCode(97 + ((at * 7) % 26)))).join(""),
    }),
  "people.csv": () =>
    new TextEncoder().encode(
      `name,role\n${Array.from({ length: 5_000 }, (_, at) => `Person ${String(at)},member\n`).join("")}`,
    ),
  "commas.csv": () => new TextEncoder().encode(",".repeat(20e6)),
};

function bytesOf(file: string): Uint8Array {
  const hostile = [...hostileDrafts, ...hostileContributions].find(({ name }) => name === file);
  return hostile?.bytes() ?? longDrafts[file]?.() ?? new Uint8Array();
}

if (isMainThread) await attack();
else send();

/** In the attacker's thread: sends the requests that it is told to send. */
function send(): void {
  parentPort?.on("message", ({ base, attack }: { base: string; attack: Attack | string }) => {
    if (typeof attack === "string") {
      cached = [attack, new Uint8Array(bytesOf(attack))];
      parentPort?.postMessage(cached[1].length);
      return;
    }
    const body =
      attack.file === undefined ? (attack.json === undefined ? null : JSON.stringify(attack.json)) : cached[1];
    const headers = { "content-type": attack.json === undefined ? "application/octet-stream" : "application/json" };
    void fetch(base + attack.path, { method: attack.method, body, headers }).then(
      async (response) => {
        const text = await response.text();
        const { id, version, code } = (text.startsWith("{") ? JSON.parse(text) : {}) as {
          id?: string;
          version?: { id?: string };
          code?: string;
        };
        parentPort?.postMessage({
          status: response.status,
          code,
          id: id ?? version?.id,
          length: text.length,
        });
      },
      (error: unknown) => parentPort?.postMessage({ status: 0, code: String(error), length: 0 }),
    );
  });
}
let cached: [string, Uint8Array<ArrayBuffer>] = ["", new Uint8Array()];

interface Answer {
  status: number;
  code?: string;
  id?: string;
  length: number;
}

async function attack(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "rapporteur-uploads-"));
  const store = await openLowdbStore({ folder });
  const worker = (name: string): URL => new URL(`${name}-worker.js`, import.meta.url);
  const readers = openReadingPool({ worker: worker("reading"), limits: { longest: 30_000 } });
  const comparers = openComparisonPool({ worker: worker("comparison") });
  const writers = openWritingPool({ worker: worker("writing") });
  const forum = await openForum({}, store);
  const text = Array.from({ length: 3_400 }, (_, at) => `${String(at + 1)} ${wordsOfClause(at)}.`);
  await forum.publish("1", `# Draft Opinion 5\n\n*is of the view*\n\n${text.join("\n\n")}\n`);
  const context = {
    ...forum.context,
    files: readers.files,
    compare: comparers.compare,
    renderFile: writers.renderFile,
  };
  const logger = pino({ level: "error" }, pino.destination(2));
  const api = await listen(createCommandApp({ context, logger }));
  const limits = { ...usualLimits, writes: 0 };
  const pages = await listen(
    createApp({ context, logger, publicUrl: null, clientFolder: "dist/client", trustProxy: 0, limits }),
  );
  const attacker = new Worker(fileURLToPath(import.meta.url));
  const ask = async (message: { base: string; attack: Attack | string }): Promise<unknown> => {
    attacker.postMessage(message);
    const [answer] = (await once(attacker, "message")) as [unknown];
    return answer;
  };
  const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
  const worst: [string, number][] = [];

  async function run(attack: Attack, always = false): Promise<Answer | null> {
    if (!always && wanted.length > 0 && !wanted.some((part) => attack.name.toLowerCase().includes(part.toLowerCase())))
      return null;
    const size = attack.file === undefined ? 0 : ((await ask({ base: "", attack: attack.file })) as number);
    const base = attack.page ? urlOf(pages) : `${urlOf(api)}/api`;
    const { stall, result } = await stallOf(() => ask({ base, attack }) as Promise<Answer>);
    const busy = stall.busiest ?? stall.longest;
    worst.push([attack.name, busy]);
    const sign = busy > goal ? "!" : " ";
    const sizes = `${size > 0 ? `${(size / 1e3).toFixed(0)} kB` : "–"} → ${String(result.status)} ${result.code ?? ""} ${(result.length / 1e3).toFixed(0)} kB`;
    console.log(`${sign} ${busy.toFixed(0).padStart(5)} ms  ${attack.name}: ${sizes}; ${stallText(stall)}`);
    return result;
  }

  let round = 10;
  const upload = (file: string, name = `upload ${file}`): Attack => ({
    name,
    method: "POST",
    path: `/documents/opinion-5/versions?fileName=${hostileDrafts.find((one) => one.name === file)?.fileName ?? "a.docx"}&round=${String((round += 1))}&label=Draft&date=2013-02-0${String(1 + (round % 9))}`,
    file,
  });
  for (const { name } of hostileDrafts) await run(upload(name));
  for (const { name, fileName } of hostileContributions) {
    await run({
      name: `receive ${name}`,
      method: "POST",
      path: `/contributions?fileName=${fileName}&organisation=north`,
      file: name,
    });
  }
  await run({
    name: "import 5 000 people",
    method: "POST",
    path: "/settings/people/import?fileName=a.csv&dryRun=true",
    file: "people.csv",
  });
  await run({
    name: "import 20 MB of commas as people",
    method: "POST",
    path: "/settings/people/import?fileName=a.csv&dryRun=true",
    file: "commas.csv",
  });
  const comment = {
    id: "00000000-0000-4000-8000-000000000001",
    kind: "comment",
    type: "general",
    targets: [{ kind: "document" }],
    operations: [],
    visibility: "submitted",
    circle: null,
    capacity: "personal",
    jointly: [],
  };
  for (const [name, word] of [
    ["1 MB", "a"],
    ["20 000 brackets", "["],
    ["20 000 mentions", "@"],
  ] as const) {
    await run({
      name: `comment of ${name}`,
      method: "POST",
      path: "/versions/opinion-5@1/annotations",
      json: { ...comment, text: word.repeat(name === "1 MB" ? 1e6 : 19_000) },
    });
  }
  await run({
    name: "comment with 100 000 targets",
    method: "POST",
    path: "/versions/opinion-5@1/annotations",
    json: { ...comment, text: "a", targets: Array.from({ length: 30_000 }, () => ({ kind: "x" })) },
  });

  const needsLong = wanted.length === 0 || wanted.some((part) => "read".startsWith(part));
  if (needsLong) {
    for (const [first, second, what] of [
      ["long.docx", "long-2.docx", "1 000 000 words"],
      ["short.docx", "short-2.docx", "20 000 letters"],
    ] as const) {
      const rounds: string[] = [];
      for (const file of [first, second]) {
        const prepared = await run({ ...upload(file, `read: upload ${what}`) }, true);
        rounds.push(String(round));
        await run(
          { name: `read: publish ${what}`, method: "POST", path: `/versions/${prepared?.id ?? ""}/publish` },
          true,
        );
      }
      const [one, two] = rounds.map((each) => `opinion-5@${each}`);
      const pair = `${one ?? ""}/${two ?? ""}`;
      await run({ name: `read: version of ${what}`, method: "GET", path: `/versions/${one ?? ""}` }, true);
      await run({ name: `read: page of ${what}`, method: "GET", path: `/read/${one ?? ""}`, page: true }, true);
      await run({ name: `read: original of ${what}`, method: "GET", path: `/versions/${one ?? ""}/original` }, true);
      await run({ name: `read: comparison of ${what}`, method: "GET", path: `/comparisons/${pair}` }, true);
      await run(
        { name: `read: redline of ${what}`, method: "GET", path: `/comparisons/${pair}/redline?from=0&limit=100` },
        true,
      );
      await run(
        { name: `read: comparison page of ${what}`, method: "GET", path: `/compare/${pair}`, page: true },
        true,
      );
      for (const format of ExportFormat.options.filter((one) => !exportFormats[one].printed)) {
        await run(
          {
            name: `read: export ${what} as ${format}`,
            method: "GET",
            path: `/versions/${one ?? ""}/export?format=${format}`,
          },
          true,
        );
      }
      for (const format of unprintedRedlineFormats) {
        await run(
          {
            name: `read: export comparison of ${what} as ${format}`,
            method: "GET",
            path: `/comparisons/${pair}/export?format=${format}`,
          },
          true,
        );
      }
      await run({ name: `read: origins of ${what}`, method: "GET", path: `/versions/${two ?? ""}/origins` }, true);
      await run({ name: `read: library with ${what}`, method: "GET", path: "/library" }, true);
    }
  }

  worst.sort(([, left], [, right]) => right - left);
  const over = worst.filter(([, longest]) => longest > goal);
  console.log(
    `\n${String(over.length)} of ${String(worst.length)} attacks kept the main thread busy for more than ${String(goal)} ms; the longest:`,
  );
  for (const [name, longest] of worst.slice(0, 12)) console.log(`  ${longest.toFixed(0)} ms  ${name}`);
  await attacker.terminate();
  for (const server of [api, pages]) server.closeAllConnections();
  for (const server of [api, pages]) server.close();
  await Promise.all([readers.close(), comparers.close(), writers.close()]);
  await store.close();
  rmSync(folder, { recursive: true });
  process.exit();
}

async function listen(app: Express): Promise<Server> {
  const server = createServer((request, response) => void app(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}
