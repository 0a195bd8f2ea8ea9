import fs from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { fillForum } from "../bench/busy-forum.ts";
import { connectBrowser } from "../support/browser.ts";
import { type RunningServer, startServer } from "../support/running-server.ts";
import { uuid } from "../support/forum.ts";

let server: RunningServer;
let browser: Browser;
let token: string;

beforeAll(async () => {
  const folder = path.join(fs.mkdtempSync(path.join(process.env["RAPPORTEUR_RUN_FOLDER"] ?? "", "visit-")), "data");
  ({ token } = await fillForum(folder, { clauses: 3, comments: 2 }));
  server = await startServer(folder);
  browser = await connectBrowser();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function comment(number: number): Promise<void> {
  const answer = await fetch(`${server.url}/api/versions/opinion-5@1/annotations`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({
      ...{
        id: uuid(number),
        kind: "comment",
        type: "general",
        targets: [{ kind: "clause", clause: "1" }],
        text: "New here",
      },
      ...{ visibility: "submitted", capacity: "organisation", jointly: [], change: null, operations: [] },
    }),
  });
  expect(answer.status).toBe(201);
}

/** Opens the list of documents, and waits until it knows the news. */
async function openList(page: Page): Promise<void> {
  const asked = page.waitForResponse((response) => response.url().includes("/events?"));
  await page.goto(server.url);
  await (await asked).finished();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

test.each([
  ["behind", "2001-01-01T00:00:00Z", 100],
  ["ahead", "2099-01-01T00:00:00Z", 200],
])("tells what is new since the last visit although the browser's clock is %s", async (_what, time, first) => {
  const page = await browser.newPage();
  await page.clock.setFixedTime(time);
  const followed = page.waitForResponse((response) => response.url().endsWith("/stream"));
  await page.goto(`${server.url}/read/opinion-5@1`);
  await followed;
  await page.waitForFunction(() => localStorage.length > 0);
  // It is seen in the open document.
  await comment(first);
  await page.getByText("New here").first().waitFor();
  await openList(page);
  expect(await page.locator(".document-news").count()).toBe(0);
  await comment(first + 1);
  await openList(page);
  await page.locator(".document-news", { hasText: "1 comment" }).waitFor();
  await page.close();
});
