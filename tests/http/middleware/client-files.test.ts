import { once } from "node:events";
import { writeFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import compression from "compression";
import express from "express";
import { createElement, type ReactNode } from "react";
import request from "supertest";
import { clientFiles } from "../../../server/http/middleware/client-files.ts";
import { PartsHere, streamPage } from "../../../server/http/pages/send-page.tsx";
import { securityHeaders } from "../../../server/http/middleware/security.ts";
import { scratchFolder } from "../../support/scratch-folder.ts";

const folder = scratchFolder();
const program = "export const words = 'a program';\n".repeat(20_000);
writeFileSync(path.join(folder, "program-1.js"), program);
writeFileSync(path.join(folder, "program-1.js.br"), brotliCompressSync(program));
writeFileSync(path.join(folder, "uncompressed-1.js"), program);
writeFileSync(path.join(folder, "letters-1.woff2"), "letters");
writeFileSync(path.join(folder, ".manifest.json"), "{}");
const forEver = "public, max-age=31536000, immutable";

/** Serves the files as the server does: behind the middleware that compresses all other responses. */
function served(): express.Express {
  return express().use(securityHeaders(null), compression(), clientFiles(folder, forEver));
}

test.each([
  ["gzip, deflate, br", "br"],
  ["gzip, deflate", "gzip"],
  ["identity", undefined],
  ["br;q=0, gzip;q=0", undefined],
])("for a browser that accepts %s, sends a program as %s", async (accepted, encoding) => {
  const app = served();
  for (const time of ["first", "again"]) {
    const answer = await request(app).get("/program-1.js").set("Accept-Encoding", accepted).expect(200);
    expect([time, answer.headers["content-encoding"], answer.text === program]).toEqual([time, encoding, true]);
    expect(answer.headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": forEver,
      vary: "Accept-Encoding",
    });
  }
});

test("sends a program without a Brotli copy as gzip", async () => {
  const answer = await request(served()).get("/uncompressed-1.js").set("Accept-Encoding", "gzip, br").expect(200);
  expect([answer.headers["content-encoding"], answer.text === program]).toEqual(["gzip", true]);
});

test("sends a font uncompressed, and only its headers for a HEAD request", async () => {
  const answer = await request(served()).get("/letters-1.woff2").set("Accept-Encoding", "gzip, br").expect(200);
  expect([answer.headers["content-type"], answer.headers["content-encoding"]]).toEqual(["font/woff2", undefined]);
  await request(served()).head("/letters-1.woff2").expect("Content-Length", "7").expect(200);
});

test.each(["/", "/nothing.js", "/program-1.js.br", "/.manifest.json", "/../client-files.test.ts", "/%2e%2e/secret"])(
  "%s is not served",
  async (path) => {
    await request(served()).get(path).expect(404);
  },
);

test("rejects a write to a file", async () => {
  await request(served()).post("/program-1.js").expect(404);
});

test("serves a page's program after at most a few more parts are rendered", async () => {
  let rendered = 0;
  const waits: number[] = [];
  const app = express().use((request, response, next) => {
    const before = rendered;
    if (request.path === "/program-1.js") response.once("finish", () => waits.push(rendered - before));
    next();
  });
  app.use(served());
  const shell = {
    language: "en",
    title: "t",
    description: "d",
    indexed: false,
    tags: { script: null, preload: [], styles: [], sheet: "", early: null },
  };
  const parts = function* (): Generator<ReactNode> {
    for (; rendered < 1000; rendered += 1) yield createElement("p", null, "a part");
  };
  app.get("/page", (request, response) =>
    streamPage(request, response, {
      ...shell,
      data: {},
      parts: parts(),
      follow: null,
      children: createElement(PartsHere),
    }),
  );
  const server = http.createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const read = async (pathname: string): Promise<string> => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`;
    const answer = await fetch(url, { headers: { "accept-encoding": "gzip" } });
    return answer.text();
  };
  await read("/program-1.js");
  await Promise.all([read("/page"), read("/program-1.js")]);
  server.closeAllConnections();
  server.close();
  expect(waits[1]).toBeLessThan(5);
});
