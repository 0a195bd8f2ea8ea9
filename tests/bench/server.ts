import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import type autocannon from "autocannon";
import { migrate } from "../../server/cli/forum/backup.ts";
import { postgresPrograms, startPostgres } from "../support/postgres.ts";
import { type Access, fillForum, type ForumSize } from "./busy-forum.ts";
import { load, loadAll, type Loaded, memoryOf, processorSecondsBelow, type Rate, start, startBuilt } from "./load.ts";

/**
 * Measures the built server under load, each page beside a bare Express app that sends the same bytes, and a forum of
 * 15 000 comments beside one of 160. All in one run, because only the ratios hold on another machine.
 *
 * Usage: `npm run bench -- server [--only pages,comments,database,start,streams] [--seconds N]`, after `npm run build`.
 */
const { values } = parseArgs({
  options: {
    only: { type: "string", default: "pages,comments,database,start,streams" },
    seconds: { type: "string", default: "8" },
  },
});
const parts = values.only.split(",");
const seconds = Number(values.seconds);
const work = mkdtempSync(path.join(tmpdir(), "bench-server-"));
const sizes = { few: { clauses: 60, comments: 160 }, many: { clauses: 60, comments: 15_000 } };
const root = process.cwd();

interface Served extends Access {
  server: Loaded;
}

async function serve(name: string, size: ForumSize, env: Record<string, string> = {}): Promise<Served> {
  const folder = path.join(work, name);
  const access = await fillForum(folder, size);
  return { ...access, server: await startBuilt(folder, env) };
}

const pages = {
  library: "/",
  reading: "/read/opinion-5@1",
  counts: "/api/versions/opinion-5@1/annotations/counts",
  "a page of comments": "/api/versions/opinion-5@1/annotations/page?limit=100",
  "all comments": "/api/versions/opinion-5@1/annotations",
  events: "/api/documents/opinion-5/events?limit=20",
} as const;

/** Pages of a small and a busy forum, for the public and for a member, and the same bytes from a bare app. */
async function measurePages(): Promise<void> {
  const [few, many] = [await serve("few", sizes.few), await serve("many", sizes.many)];
  print(
    "page",
    "comments",
    "bytes",
    "a second",
    "processor ms",
    "bare app ms",
    "p99 ms",
    "of a bare app",
    "of 160 comments",
  );
  for (const [page, address] of Object.entries(pages)) {
    const processorMs: number[] = [];
    for (const who of ["public", "member"] as const) {
      const rates: Rate[] = [];
      for (const [{ server, session }, comments] of [
        [few, sizes.few.comments],
        [many, sizes.many.comments],
      ] as const) {
        const headers = who === "member" ? { cookie: `rapporteur-session=${session}` } : {};
        const body = await bodyOf(server.url + address, headers);
        const bare = await startBare(body);
        const bareRate = await load(bare, { path: "/" }, { seconds: Math.min(seconds, 4) });
        await bare.stop();
        const rate = await load(server, { path: address, headers }, { seconds });
        if (rate.failed > 0) throw new Error(`${String(rate.failed)} answers of ${address} failed`);
        rates.push(rate);
        print(
          `${page}, ${who}`,
          String(comments),
          String(body.length),
          rate.perSecond.toFixed(0),
          rate.processorMs.toFixed(2),
          bareRate.processorMs.toFixed(2),
          rate.p99.toFixed(0),
          (rate.perSecond / bareRate.perSecond).toFixed(2),
          ((rates[0]?.perSecond ?? 0) / rate.perSecond).toFixed(2),
        );
      }
      processorMs.push(rates[0]?.processorMs ?? NaN);
    }
    const [toPublic = NaN, toMember = NaN] = processorMs;
    print(`${page}, member / public`, String(sizes.few.comments), "", "", (toMember / toPublic).toFixed(2));
  }
  await few.server.stop();
  await many.server.stop();
}

/** Comments over HTTP that are on the disk when they are acknowledged, on a short and a long text. */
async function measureComments(): Promise<void> {
  print("comments on", "a second", "processor ms", "p99 ms", "failed");
  for (const [name, clauses] of [
    ["60 clauses", 60],
    ["3 400 clauses", 3400],
  ] as const) {
    const { server, token } = await serve(name, { clauses, comments: 160 });
    const rate = await load(server, commenting(token), { seconds, connections: 64 });
    print(name, rate.perSecond.toFixed(0), rate.processorMs.toFixed(2), rate.p99.toFixed(0), String(rate.failed));
    await server.stop();
  }
}

/** The same comments in a data folder, and in a database that one or three servers share. */
async function measureDatabase(): Promise<void> {
  if (postgresPrograms() === null) {
    console.log("PostgreSQL is left out, because this machine has none.");
    return;
  }
  print("comments in", "a second", "processor ms", "of database ms", "p99 ms", "failed", "of the folder");
  const { server, token } = await serve("folder", sizes.few);
  const folder = await load(server, commenting(token), { seconds, connections: 63 });
  await server.stop();
  const row = (name: string, rate: Rate, database: string): void =>
    print(
      name,
      rate.perSecond.toFixed(0),
      rate.processorMs.toFixed(2),
      database,
      rate.p99.toFixed(0),
      String(rate.failed),
      (rate.perSecond / folder.perSecond).toFixed(2),
    );
  row("a data folder", folder, "");
  const postgres = await startPostgres({ fsync: "on", shared_buffers: "128MB" });
  try {
    for (const count of [1, 3]) {
      const access = await fillForum(path.join(work, "source"), sizes.few);
      const url = await postgres.create();
      await migrate({}, url, { data: path.join(work, "source") });
      const env = { DATABASE_URL: url };
      const servers = await Promise.all(
        Array.from({ length: count }, (_, index) => startBuilt(path.join(work, `server-${String(index)}`), env)),
      );
      const before = processorSecondsBelow(postgres.pid);
      const began = performance.now();
      const rate = await loadAll(servers, commenting(access.token), { seconds, connections: 63 / count });
      const shareOfLoad = (performance.now() - began) / 1000;
      const spent = (processorSecondsBelow(postgres.pid) - before) / (rate.perSecond * shareOfLoad);
      row(`PostgreSQL, ${String(count)}`, rate, (spent * 1000).toFixed(2));
      await Promise.all(servers.map((one) => one.stop()));
    }
  } finally {
    await postgres.stop();
  }
}

let lastComment = 0;

/** Requests that post comments, each another one. */
function commenting(token: string): Omit<autocannon.Options, "url"> & { path: string } {
  return {
    path: "/api/versions/opinion-5@1/annotations",
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    requests: [{ setupRequest: (request) => ({ ...request, body: newComment((lastComment += 1)) }) }],
    setupClient: (client) => client.setBody(newComment((lastComment += 1))),
  };
}

function newComment(number: number): string {
  return JSON.stringify({
    id: `10000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    ...{ kind: "comment", type: "general", targets: [{ kind: "document" }], text: "A remark.", operations: [] },
    ...{ visibility: "submitted", circle: null, capacity: "organisation", jointly: [] },
  });
}

/** The start of a server over 100 000 comments, until it answers. */
async function measureStart(): Promise<void> {
  const folder = path.join(work, "start");
  await fillForum(folder, { clauses: 400, comments: 100_000 });
  print("start over", "seconds", "MB");
  for (const run of ["100 000 comments", "again"]) {
    const began = performance.now();
    const server = await startBuilt(folder);
    await bodyOf(`${server.url}/ready`, {});
    print(run, ((performance.now() - began) / 1000).toFixed(2), memoryOf(server.pid).toFixed(0));
    await server.stop();
  }
}

/** The time until 1 000 open streams hear of a comment, and the memory of idle streams. */
async function measureStreams(): Promise<void> {
  // Each stream seems to come from an address of its own, as in a forum of many halls.
  const { server, token } = await serve("streams", sizes.few, { TRUST_PROXY: "1" });
  print("streams", "heard p50 ms", "heard p99 ms", "MB of the server");
  const before = memoryOf(server.pid);
  print("0", "", "", before.toFixed(0));
  for (const count of [1000, 10_000]) {
    const heard: number[] = [];
    let sent = 0;
    const open = await openStreams(server.url, count, () => heard.push(performance.now() - sent));
    for (let comment = 1; comment <= 5; comment += 1) {
      heard.length = 0;
      sent = performance.now();
      await post(`${server.url}/api/versions/opinion-5@1/annotations`, token, newComment(count * 10 + comment));
      const until = performance.now() + 30_000;
      while (heard.length < count && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
      const sorted = heard.toSorted((left, right) => left - right);
      const quantile = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(0);
      print(
        `${String(sorted.length)} of ${String(count)}`,
        quantile(0.5),
        quantile(0.99),
        memoryOf(server.pid).toFixed(0),
      );
    }
    for (const request of open) request.destroy();
  }
  await server.stop();
}

/** Opens streams of events, and resolves once all are open. */
async function openStreams(url: string, count: number, hear: () => void): Promise<http.ClientRequest[]> {
  const agent = new http.Agent({ keepAlive: false, maxSockets: Infinity });
  const open: http.ClientRequest[] = [];
  for (let start = 0; start < count; start += 100) {
    await Promise.all(
      Array.from({ length: Math.min(100, count - start) }, (_, index) => {
        const address = `10.0.${String(Math.floor((start + index) / 250))}.${String((start + index) % 250)}`;
        const options = { agent, headers: { "x-forwarded-for": address } };
        return new Promise<void>((resolve, reject) => {
          const request = http.get(`${url}/api/documents/opinion-5/stream`, options, (response) => {
            if (response.statusCode !== 200) reject(new Error(`A stream was refused: ${String(response.statusCode)}`));
            response.on("data", (chunk: Buffer) => {
              if (chunk.includes("annotation-created")) hear();
            });
            response.on("error", () => undefined);
            resolve();
          });
          request.on("error", reject);
          open.push(request);
        });
      }),
    );
  }
  return open;
}

async function post(url: string, token: string, body: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body });
  if (response.status !== 201) throw new Error(`A comment was refused: ${await response.text()}`);
}

async function bodyOf(url: string, headers: Record<string, string>): Promise<Buffer> {
  const response = await fetch(url, { headers: { ...headers, "accept-encoding": "identity" } });
  const body = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200) throw new Error(`${url} answered ${String(response.status)}: ${body.toString()}`);
  return body;
}

/** Starts an Express app that sends the same bytes to every request. */
async function startBare(body: Buffer): Promise<Loaded> {
  const file = path.join(work, "bare-body");
  writeFileSync(file, body);
  const program = `
    import express from "express";
    import { readFileSync } from "node:fs";
    const body = readFileSync(process.argv[1]);
    const app = express();
    app.use((request, response) => response.type("html").send(body));
    const server = app.listen(0, "127.0.0.1", () => console.log("http://127.0.0.1:" + server.address().port));
    process.on("SIGTERM", () => process.exit());
  `;
  return start(["--input-type=module", "-e", program, file], { NODE_ENV: "production", PWD: root });
}

function print(...cells: string[]): void {
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(26) : cell.padStart(15))).join(" "));
}

try {
  if (parts.includes("pages")) await measurePages();
  if (parts.includes("comments")) await measureComments();
  if (parts.includes("database")) await measureDatabase();
  if (parts.includes("start")) await measureStart();
  if (parts.includes("streams")) await measureStreams();
} finally {
  rmSync(work, { recursive: true, force: true });
}
