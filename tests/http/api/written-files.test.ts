import { once } from "node:events";
import http, { type IncomingMessage } from "node:http";
import net, { type AddressInfo } from "node:net";
import pino from "pino";
import { FileLine, filePiecesType } from "#core/contract/file-pieces.ts";
import { createApp } from "../../../server/http/app.ts";
import type { Context } from "../../../server/services/kernel/context.ts";
import { ProblemError } from "../../../server/services/kernel/problem.ts";
import { readFilePieces } from "../../../client/api/read-file-pieces.ts";
import { firstDraft, openForum } from "../../support/forum.ts";
import { usualLimits } from "../../support/usual-limits.ts";

const path = "/api/versions/opinion-5@1/export?format=markdown";
const servers: http.Server[] = [];

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/**
 * Starts a server for a forum with one draft, whose files are written by `draw`. Returns its address without a trailing
 * slash.
 */
async function serverRendering(render?: Context["renderFile"]): Promise<string> {
  const forum = await openForum();
  const { context } = forum;
  await forum.publish("1", firstDraft);
  const app = createApp({
    context: render ? { ...context, renderFile: render } : context,
    logger: pino({ level: "silent" }),
    publicUrl: null,
    clientFolder: "/nowhere",
    trustProxy: 0,
    limits: usualLimits,
  });
  const server = app.listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const half = { bytes: new TextEncoder().encode("Half of it"), done: 1, of: 2 };
const rest = { bytes: new TextEncoder().encode(" and the rest"), done: 2, of: 2 };

/** Writes half a file, then fails. */
async function* breaking(): ReturnType<Context["renderFile"]> {
  yield half;
  await Promise.resolve();
  throw new ProblemError("server-busy");
}

async function* rendering(): ReturnType<Context["renderFile"]> {
  yield half;
  await Promise.resolve();
  yield rest;
}

const inPieces = { headers: { accept: `${filePiecesType}, application/problem+json` } };

test("sends a file as a download without a length", async () => {
  const answer = await fetch((await serverRendering(rendering)) + path);
  expect(answer.headers.get("content-disposition")).toBe("attachment; filename=opinion-5.1.en.md");
  expect([answer.headers.get("content-type"), answer.headers.get("content-length")]).toEqual([
    "text/markdown; charset=utf-8",
    null,
  ]);
  expect(await answer.text()).toBe("Half of it and the rest");
});

test("sends the first half before the second is written", async () => {
  let render = (): void => undefined;
  const second = new Promise<void>((resolve) => (render = resolve));
  const url = await serverRendering(async function* () {
    yield half;
    await second;
    yield rest;
  });
  const answer = await new Promise<IncomingMessage>((resolve) => http.get(url + path, resolve));
  const [first] = (await once(answer, "data")) as [Buffer];
  expect(first.toString()).toBe("Half of it");
  render();
  expect(((await once(answer, "data")) as [Buffer])[0].toString()).toBe(" and the rest");
});

test("reports progress and completion between pieces", async () => {
  const answer = await fetch((await serverRendering(rendering)) + path, inPieces);
  expect(await answer.text()).toBe(
    [
      `{"done":1,"of":2,"stage":"writing","bytes":10}\nHalf of it`,
      `{"done":2,"of":2,"stage":"writing","bytes":13}\n and the rest`,
      `{"whole":{"mediaType":"text/markdown"}}\n`,
    ].join(""),
  );
});

test("the client reads the same file from pieces as from a plain download", async () => {
  const url = await serverRendering();
  const shares: number[] = [];
  const file = await readFilePieces(await fetch(url + path, inPieces), ({ done, of }) => shares.push(done / of));
  const asIs = await (await fetch(url + path)).text();
  expect((await file.text()).split("\n- ")[0]).toBe(asIs.split("\n- ")[0]);
  expect([file.type, shares.at(-1)]).toEqual(["text/markdown", 1]);
});

test.each(["identity", "gzip"])(
  "breaks off a file that fails half-way, so no client takes it as complete: %s",
  async (encoding) => {
    const url = await serverRendering(breaking);
    const exported = fetch(url + path, { headers: { "accept-encoding": encoding } }).then((answer) => answer.text());
    await expect(exported).rejects.toThrow(/^(?:fetch failed|terminated)$/u);
  },
);

test("reports why a file fails half-way between pieces, and the client passes it on", async () => {
  const url = await serverRendering(breaking);
  const text = await (await fetch(url + path, inPieces)).text();
  expect(FileLine.parse(JSON.parse(text.split("Half of it")[1] ?? ""))).toMatchObject({
    problem: { code: "server-busy", status: 503 },
  });
  await expect(readFilePieces(await fetch(url + path, inPieces))).rejects.toMatchObject({ code: "server-busy" });
});

test.each([
  ["as a plain download", {}],
  ["in pieces", inPieces],
])("rejects a file that fails before its first piece like any request, %s", async (_how, options) => {
  // eslint-disable-next-line require-yield -- it fails before
  const url = await serverRendering(async function* () {
    await Promise.resolve();
    throw new ProblemError("server-busy");
  });
  const answer = await fetch(url + path, options);
  expect([answer.status, answer.headers.get("content-disposition")]).toEqual([503, null]);
  expect(await answer.json()).toMatchObject({ code: "server-busy" });
});

test("stops writing when the reader disconnects", async () => {
  let end = (_how: string): void => undefined;
  const ended = new Promise<string>((resolve) => (end = resolve));
  const url = await serverRendering(async function* (_pass, signal) {
    yield half;
    await once(signal ?? new AbortController().signal, "abort");
    end("given up");
    signal?.throwIfAborted();
  });
  const leaving = new AbortController();
  const answer = await fetch(url + path, { ...inPieces, signal: leaving.signal });
  await answer.body?.getReader().read();
  leaving.abort();
  expect(await ended).toBe("given up");
});

test("sends HTTP/1.0, which cannot signal a partial file, only a complete one", async () => {
  const fetchText = async (url: string): Promise<string> => {
    const { hostname, port } = new URL(url);
    const socket = net.connect(Number(port), hostname);
    socket.end(`GET ${path} HTTP/1.0\r\nHost: ${hostname}\r\n\r\n`);
    const read: Buffer[] = [];
    for await (const piece of socket) read.push(piece as Buffer);
    return Buffer.concat(read).toString();
  };
  expect(await fetchText(await serverRendering(rendering))).toMatch(
    /Content-Length: 23\r\n[^]*\r\n\r\nHalf of it and the rest$/u,
  );
  expect(await fetchText(await serverRendering(breaking))).toMatch(/^HTTP\/1\.1 503 /u);
});

test("writes nothing for a HEAD request", async () => {
  const url = await serverRendering(() => {
    throw new Error("drawn");
  });
  const answer = await fetch(url + path, { method: "HEAD" });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/markdown; charset=utf-8"]);
});

test("compresses text sent in pieces", async () => {
  const answer = await fetch((await serverRendering(rendering)) + path, inPieces);
  expect(answer.headers.get("content-encoding")).not.toBeNull();
  await answer.text();
});
