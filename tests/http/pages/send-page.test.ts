import { createHash } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import express from "express";
import compression from "compression";
import { createElement, type ReactNode } from "react";
import supertest from "supertest";
import type { ClientTags } from "../../../server/http/pages/client-tags.ts";
import { PartsHere, sendPage, streamPage } from "../../../server/http/pages/send-page.tsx";
import { securityHeaders } from "../../../server/http/middleware/security.ts";

const none: ClientTags = { script: null, preload: [], styles: [], sheet: "", early: null };
const shell = { language: "en", title: "t", description: "d", indexed: false, tags: none };

/** Serves one page with this number of parts; `rendered` counts the parts rendered so far. */
async function serve(parts: number, part: (index: number) => ReactNode, tags = shell.tags, places = 1) {
  const seen = { rendered: 0, closed: false };
  const content = function* (): Generator<ReactNode> {
    try {
      for (let index = 0; index < parts; index += 1) {
        seen.rendered += 1;
        yield part(index);
      }
    } finally {
      seen.closed = true;
    }
  };
  const app = express().use(securityHeaders(null), compression());
  app.get("/", async (request, response) => {
    const children = createElement(
      "main",
      null,
      Array.from({ length: places }, (_, index) => createElement("section", { key: index }, createElement(PartsHere))),
    );
    await streamPage(request, response, {
      ...shell,
      tags,
      data: { "/api/x": "</script>" },
      parts: content(),
      follow: null,
      children,
    });
  });
  const server = http.createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { seen, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

test("writes the parts in order inside the frame, and the data after them", async () => {
  const { server, url } = await serve(3, (index) => createElement("p", null, `part ${index}`));
  const html = await (await fetch(url)).text();
  server.close();
  expect(html).toContain("<main><section><p>part 0</p><p>part 1</p><p>part 2</p></section></main>");
  expect(html).toMatch(/id="page-data">\{"\/api\/x":"\\u003c\/script>"\}<\/script><\/body><\/html>$/u);
});

test("writes each part in its own place, and a page without places as it is", async () => {
  const mainOf = async (parts: number, places: number): Promise<string | undefined> => {
    const { server, url } = await serve(parts, (index) => `part ${index}`, shell.tags, places);
    const html = await (await fetch(url)).text();
    server.close();
    expect(html).toMatch(/id="page-data">\{"\/api\/x":"\\u003c\/script>"\}<\/script><\/body><\/html>$/u);
    return /<main>(?<content>.*)<\/main>/u.exec(html)?.[1];
  };
  expect(await mainOf(3, 3)).toBe("<section>part 0</section><section>part 1</section><section>part 2</section>");
  expect(await mainOf(0, 0)).toBe("");
});

test("answers 304 for an unchanged page before rendering any part", async () => {
  const { server, url, seen } = await serve(3, (index) => `part ${index}`);
  const first = await fetch(url);
  await first.text();
  expect(seen.rendered).toBe(3);
  const known = { "if-none-match": String(first.headers.get("etag")), "cache-control": "max-age=0" };
  const again = await fetch(url, { headers: known });
  server.close();
  expect(again.status).toBe(304);
  expect(seen.rendered).toBe(3);
});

test("loads modules at a lower priority than styles", async () => {
  const tags = {
    script: "/entry.js",
    preload: ["/module.js"],
    styles: ["/style.css"],
    sheet: "p{margin:0}",
    early: "0;",
  };
  const { server, url } = await serve(1, () => "a part", tags);
  const html = await (await fetch(url, { headers: { cookie: "session=any" } })).text();
  server.close();
  expect(html).toContain('<link rel="modulepreload" href="/module.js" fetchPriority="low"/>');
  expect(html).toContain('<link rel="stylesheet" href="/style.css"/>');
});

test("sends the first part compressed before the last is rendered", async () => {
  const long = "a long part ".repeat(20_000);
  const { server, url, seen } = await serve(400, (index) => createElement("p", null, `${index} ${long}`));
  const response = await fetch(url, { headers: { "accept-encoding": "gzip" } });
  expect(response.headers.get("content-encoding")).toBe("gzip");
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  let html = "";
  const decoder = new TextDecoder();
  while (!html.includes("0 a long part")) html += decoder.decode((await reader?.read())?.value, { stream: true });
  expect(seen.rendered).toBeLessThan(400);
  await reader?.cancel();
  server.closeAllConnections();
  server.close();
});

test("stops rendering when the reader disconnects", async () => {
  const long = "a long part ".repeat(20_000);
  const { server, url, seen } = await serve(100_000, () => createElement("p", null, long));
  const response = await fetch(url);
  await response.body?.getReader().read();
  server.closeAllConnections();
  await once(server.close(), "close");
  while (!seen.closed) await new Promise((resolve) => setImmediate(resolve));
  expect(seen.rendered).toBeLessThan(100_000);
});

test("allows the script of every page by its hash", async () => {
  const early = "document.title;";
  const app = express().use(securityHeaders(null, early));
  app.get("/", (request, response) => {
    const tags = { script: null, preload: [], styles: [], sheet: "", early };
    sendPage(request, response, { status: 200, stored: true }, { ...shell, tags, data: {}, children: null });
  });
  const { headers, text } = await supertest(app).get("/").expect(200);
  const hash = createHash("sha256").update(early).digest("base64");
  expect(headers["content-security-policy"]).toContain(`script-src 'self' 'sha256-${hash}';`);
  expect(text).toContain(`<script>${early}</script>`);
});

test("a first visitor gets the styles within the page, and a browser with a cookie links to them", async () => {
  const sheet = "p{margin:0}";
  const app = express().use(securityHeaders(null));
  app.get("/", (request, response) => {
    const tags = { ...none, styles: ["/a.css", "/b.css"], sheet };
    sendPage(request, response, { status: 200, stored: true }, { ...shell, tags, data: {}, children: null });
  });
  const first = await supertest(app).get("/").expect(200);
  const hash = createHash("sha256").update(sheet).digest("base64");
  expect(first.headers["content-security-policy"]).toContain(`style-src 'sha256-${hash}' 'self'`);
  expect(first.text).toContain(`<style data-files="/a.css /b.css">${sheet}</style>`);
  expect(first.text).not.toContain("stylesheet");
  const later = await supertest(app).get("/").set("Cookie", "session=any").expect(200);
  expect(later.text).not.toContain("<style");
  expect(later.text).toContain('<link rel="stylesheet" href="/a.css"/><link rel="stylesheet" href="/b.css"/>');
});
