import fs from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Browser, type BrowserContext, type CDPSession, chromium } from "playwright-core";
import { findBrowser } from "../support/find-browser.mjs";
import { printedAddresses, startProcess } from "../support/server-process.mjs";
import { signInWith } from "../support/sign-in-with.ts";

/**
 * Measures a first visit of pages of the built server in the tests' browser, with a cold cache, beside a plain page with the
 * text of the draft that is read: the bytes of all answers, the time until text is shown, the time until the page can be used
 * (the scripts have taken it over, and comments are marked in a draft), and the layout shift. Each at full speed, and over a slow line (400 kbit/s, round trip 400 ms) with a processor
 * slowed down four times.
 *
 * Usage: `npm run bench -- client [--visits N] [--only reading,documents]`, after `npm run build`.
 */
const { values } = parseArgs({ options: { visits: { type: "string", default: "3" }, only: { type: "string" } } });
const visits = Number(values.visits);
const only = values.only?.split(",");

const pages: readonly [name: string, address: string, role: string | null][] = [
  ["reading", "/read/opinion-5@3", null],
  ["reading, member", "/read/opinion-5@3", "member"],
  ["documents", "/", null],
  ["comparison", "/compare/opinion-5@1/opinion-5@3", null],
  ["outcomes", "/outcomes/opinion-5", null],
  ["sign-in", "/sign-in", null],
];

const speeds = {
  fast: null,
  // Bytes a second.
  slow: { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 },
} as const;

const sessions = new Map<string, Awaited<ReturnType<BrowserContext["storageState"]>>["cookies"]>();

interface Visit {
  bytes: number;
  requests: number;
  /** Milliseconds from the start of the visit. Null if the page has no scripts. */
  text: number;
  usable: number | null;
  shift: number;
}

const folder = fs.mkdtempSync(path.join(tmpdir(), "bench-client-"));
const { child, ready } = startProcess(folder);
const { url, links } = printedAddresses(await ready);
const browser = await chromium.launch({ ...findBrowser() });
const plain = await servePlain(await plainText());
try {
  console.log(["page", "kB", "requests", "text fast", "text slow", "usable fast", "usable slow", "shift"].join("\t"));
  for (const [name, address, role] of [
    ["plain", plain.url, null],
    ...pages.filter(([name]) => !only || only.includes(name)),
  ] as const) {
    const measured = { fast: await measure(address, role, "fast"), slow: await measure(address, role, "slow") };
    const { fast, slow } = measured;
    console.log(
      [
        name,
        (fast.bytes / 1000).toFixed(0),
        fast.requests,
        ...[fast.text, slow.text, fast.usable, slow.usable].map(secondsOf),
        Math.max(fast.shift, slow.shift).toFixed(4),
      ].join("\t"),
    );
  }
} finally {
  await browser.close();
  plain.server.close();
  child.kill("SIGTERM");
  fs.rmSync(folder, { recursive: true, force: true });
}

function secondsOf(time: number | null): string {
  return time === null ? "" : (time / 1000).toFixed(2);
}

/** Returns the visit with the median time until text is shown. */
async function measure(address: string, role: string | null, speed: keyof typeof speeds): Promise<Visit> {
  const all: Visit[] = [];
  for (let visit = 0; visit < visits; visit += 1) all.push(await visitOnce(browser, address, role, speed));
  return all.toSorted((left, right) => left.text - right.text)[Math.floor(visits / 2)] as Visit;
}

async function visitOnce(
  from: Browser,
  address: string,
  role: string | null,
  speed: keyof typeof speeds,
): Promise<Visit> {
  const context = await from.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    if (role !== null) await signIn(context, role);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const counted = await throttled(session, speed);
    await page.addInitScript(watch);
    await page.goto(address.startsWith("http") ? address : url + address, { waitUntil: "commit" });
    const isPlain = address.startsWith("http");
    await page.waitForFunction(isShown, isPlain, { timeout: 120_000, polling: 100 });
    // Fonts and what is fetched afterwards.
    await page.waitForLoadState("networkidle").catch(() => undefined);
    const { text, usable, shift } = await page.evaluate(() => window.seen);
    return { ...counted, text, usable, shift };
  } finally {
    await context.close();
  }
}

/** Signs in with the role's link, which works once, or with its earlier session. */
async function signIn(context: BrowserContext, role: string): Promise<void> {
  const known = sessions.get(role);
  if (known) {
    await context.addCookies(known);
    return;
  }
  await signInWith(context, links[role] ?? "");
  sessions.set(role, await context.cookies());
}

/** Slows the connection and the processor down, and counts the bytes of all answers as they travel. */
async function throttled(
  session: CDPSession,
  speed: keyof typeof speeds,
): Promise<{ bytes: number; requests: number }> {
  const counted = { bytes: 0, requests: 0 };
  await session.send("Network.enable");
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    counted.bytes += encodedDataLength;
    counted.requests += 1;
  });
  const conditions = speeds[speed];
  if (conditions) {
    await session.send("Network.emulateNetworkConditions", conditions);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  }
  return counted;
}

declare global {
  interface Window {
    /** Times in ms, and the sum of layout shifts. */
    seen: { text: number; usable: number | null; shift: number };
  }
}

/** In the page: notes when text is painted, when the scripts take over, and every layout shift. */
function watch(): void {
  const seen: Window["seen"] = { text: 0, usable: null, shift: 0 };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntriesByName("first-contentful-paint")) seen.text = startTime;
  }).observe({ type: "paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
  window.addEventListener("taken-over", () => {
    const note = (): void => {
      if (document.querySelector(".room-text") && !document.querySelector(".room-text mark.note")) return;
      seen.usable ??= performance.now();
      observer.disconnect();
    };
    const observer = new MutationObserver(note);
    observer.observe(document, { subtree: true, childList: true });
    note();
  });
}

/** In the page: whether everything that is measured has happened. */
function isShown(isPlain: boolean): boolean {
  return window.seen.text > 0 && (isPlain || window.seen.usable !== null);
}

/** Returns the text of the draft that is read, as paragraphs of HTML. */
async function plainText(): Promise<string> {
  const { text } = (await (await fetch(`${url}/api/versions/opinion-5@3`)).json()) as { text: { text: string } };
  const paragraphs = text.text.split("\n").map((line) => `<p>${line.replaceAll("<", "&lt;")}</p>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Plain</title><body>${paragraphs.join("\n")}</body></html>`;
}

async function servePlain(html: string): Promise<{ server: http.Server; url: string }> {
  const server = http.createServer((_request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return { server, url: `http://127.0.0.1:${String(port)}/` };
}
