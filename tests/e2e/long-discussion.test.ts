import fs from "node:fs";
import path from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import type { AnnotationPage } from "../../server/core/contract/annotation-operations.ts";
import { fillForum } from "../bench/busy-forum.ts";
import { connectBrowser } from "../support/browser.ts";
import { type RunningServer, startServer } from "../support/running-server.ts";
import { uuid } from "../support/forum.ts";

const comments = 600;
let server: RunningServer;
let browser: Browser;
let token: string;
let page: Page;
/** The first clauses of the parts that the page has requested since it was last opened. */
const requested: (string | null)[] = [];

beforeAll(async () => {
  const runFolder = process.env["RAPPORTEUR_RUN_FOLDER"] ?? "";
  const folder = path.join(fs.mkdtempSync(path.join(runFolder, "long-")), "data");
  ({ token } = await fillForum(folder, { clauses: 120, comments }));
  server = await startServer(folder);
  browser = await connectBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on("request", (request) => {
    if (request.url().includes("/annotations/page")) requested.push(new URL(request.url()).searchParams.get("from"));
  });
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function open(query = ""): Promise<void> {
  requested.length = 0;
  await page.goto(`${server.url}/read/opinion-5@1${query}`);
  // One is on the whole document.
  await page.getByRole("button", { name: `In the text ${String(comments - 1)}` }).waitFor();
}

test("loads the comments near the reader first, and others when scrolling", async () => {
  await open();
  await page.locator(".margin-item").first().waitFor();
  expect(requested).toContain("title");
  const last = page.locator(".room-text [data-clause]").last();
  const clause = await last.getAttribute("data-clause");
  const loaded = page.waitForResponse((response) => new URL(response.url()).searchParams.get("to") === clause);
  await last.scrollIntoViewIfNeeded();
  expect((await loaded).ok()).toBe(true);
});

test("prints all comments", async () => {
  const printed = await page.evaluate(() => {
    window.dispatchEvent(new Event("beforeprint"));
    return document.querySelectorAll(".printed-notes li").length;
  });
  expect(printed).toBe(comments);
});

/** Asks for the browser's find in page, and returns the hidden text that it searches. */
async function findInPage(): Promise<Locator> {
  await page.keyboard.press("Control+f");
  const hidden = page.locator('.find-layer > [hidden="until-found"]');
  await hidden.first().waitFor({ state: "attached" });
  return hidden;
}

test("offers all comments to the browser's find in page, each once, and opens the one in which it finds something", async () => {
  const hidden = await findInPage();
  const speakers = await page.evaluate(() => {
    const texts = [...document.querySelectorAll(".margin-item, .find-layer > :not([hidden=''])")];
    return texts.flatMap(({ textContent }) => /Member State \d+ /u.exec(textContent)?.[0] ?? []);
  });
  // One comment names no Member State.
  expect(speakers.toSorted()).toEqual([...new Set(speakers)].toSorted());
  expect(speakers).toHaveLength(comments - 1);

  // The browser searches what is only not drawn.
  expect(await hidden.first().evaluate((element) => getComputedStyle(element).display)).toBe("block");
  // The browser reveals it for a link to it as it does for its search.
  const far = hidden.filter({ hasText: `Member State ${String(comments - 1)} ` });
  await far.evaluate((element) => (element.id = "found"));
  await page.evaluate(() => (location.hash = "#found"));
  await page.locator(".margin-item.is-focused", { hasText: `Member State ${String(comments - 1)} ` }).waitFor();
});

test("opens a far comment from its link", async () => {
  await open(`?note=${uuid(1_000_000 + comments - 2)}`);
  await page.locator(".margin-item.is-focused", { hasText: `Member State ${String(comments - 1)} ` }).waitFor();
  expect(requested).not.toContain("title");
});

test("filters all comments, and reads only a changed one again", async () => {
  const following = page.waitForResponse((response) => response.url().endsWith("/stream"));
  await page.goto(`${server.url}/read/opinion-5@1?text=Member+State+345+`);
  const shown = (count: number, of: number): Promise<void> =>
    page.getByText(`${String(count)} of ${String(of)} comments shown`).waitFor();
  await shown(2, comments);
  await following;
  const whole: string[] = [];
  page.on("request", (request) => {
    const { pathname, searchParams } = new URL(request.url());
    const isPart = ["from", "list", "annotation", "ids"].some((name) => searchParams.has(name));
    if (pathname.endsWith("/annotations/page") && !isPart) whole.push(request.url());
  });
  const changed = page.waitForResponse((response) => new URL(response.url()).searchParams.has("ids"));
  const answer = await fetch(`${server.url}/api/versions/opinion-5@1/annotations`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({
      ...{
        id: uuid(7),
        kind: "comment",
        type: "general",
        targets: [{ kind: "document" }],
        text: "Member State 345 too",
      },
      ...{ visibility: "submitted", capacity: "organisation", jointly: [], change: null, operations: [] },
    }),
  });
  expect(answer.status).toBe(201);
  const { annotations } = (await (await changed).json()) as AnnotationPage;
  expect(annotations.map(({ annotation }) => annotation.id)).toEqual([uuid(7)]);
  await shown(3, comments + 1);
  expect(whole).toEqual([]);
});
