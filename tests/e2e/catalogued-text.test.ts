import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { connectBrowser } from "../support/browser.ts";
import { disguiseMessage } from "../support/disguise-message.mjs";
import { writeGreekForum } from "../support/greek-forum.ts";
import { startServer, type RunningServer } from "../support/running-server.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

/** Every page of a forum whose content has no Latin letter, with the role of its visitor. */
const pages = [
  ["documents", "public", "/"],
  ["documents for the secretariat", "secretariat", "/"],
  ["the reading room", "public", "/read/opinion@2"],
  ["the reading room for the secretariat", "secretariat", "/read/opinion@2"],
  ["an earlier draft", "secretariat", "/read/opinion@1"],
  ["an open comment", "secretariat", "/read/opinion@2?note=general"],
  ["filters without a match", "secretariat", "/read/opinion@2?text=ω+ω"],
  ["the dialog of a consultation", "secretariat", "/read/opinion@2?panel=consultation"],
  ["choosing a location", "secretariat", "/read/opinion@2?placing=deleted"],
  ["the comparison in one column", "secretariat", "/compare/opinion@1/opinion@2"],
  ["the comparison side by side", "public", "/compare/opinion@1/opinion@2?view=side"],
  ["a clause history", "public", "/history/opinion@2/2"],
  ["comment outcomes", "public", "/outcomes/opinion"],
  ["comment outcomes of a draft", "secretariat", "/outcomes/version/opinion@2?note=general"],
  ["proposal uptake", "secretariat", "/uptake/opinion"],
  ["positions by group", "public", "/positions/opinion@2"],
  ["how the text evolved", "public", "/evolution/opinion"],
  ["changes as a chart", "public", "/evolution/opinion?picture=changes"],
  ["comments as a table", "public", "/evolution/opinion?picture=said&as=table"],
  ["the sign-in page", "public", "/sign-in"],
  ["the next draft", "secretariat", "/next-draft/opinion@2"],
  ["the upload", "secretariat", "/upload/opinion"],
  ["contributions", "secretariat", "/contributions"],
  ["circles", "coordinator", "/circles"],
  ["the inbox", "coordinator", "/inbox"],
  ["a missing page", "public", "/nowhere"],
] as const;

/** Names that are the same in every language, the citation of a title, and what the browser formats: months, languages. */
const notText = new RegExp(
  [
    "Rapporteur",
    "(?:Jan|Febr?|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*",
    "Greek|English|Arabic|Chinese|French|Spanish|Russian",
    "Ctrl|Alt|Esc|Enter|Shift|Tab",
    "UTC",
    "title",
    String.raw`opinion@\d`,
    // Labels of react-aria-components, which has its own translations.
    "Dismiss|DropZone",
  ].join("|"),
  "gu",
);

/** Text of a page, and of labels that are heard or shown on hover, that has Latin letters and so is in no catalogue. */
async function literalsOf(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
      if (node instanceof Element) {
        for (const name of ["aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt"]) {
          found.push(node.getAttribute(name) ?? "");
        }
      } else if (!node.parentElement?.closest("script, style, noscript")) found.push(node.nodeValue ?? "");
    }
    return found;
  });
  return [...new Set(texts.filter((text) => /[a-z]/iu.test(text.replace(notText, ""))))];
}

let server: RunningServer;
let browser: Browser;
let visitors: Record<"public" | "secretariat" | "coordinator", BrowserContext>;
const build = path.resolve("dist", "disguised");
const scratch = scratchFolder();

beforeAll(async () => {
  execFileSync("node_modules/.bin/tsx", ["tests/support/build-disguised.ts", build]);
  const data = mkdtempSync(path.join(scratch, "data-"));
  await writeGreekForum(data, path.join(scratch, "forum"));
  server = await startServer(data, {
    program: path.join(build, "dist", "server", "main.js"),
    readyWord: disguiseMessage("Ready"),
  });
  browser = await connectBrowser();
  visitors = {
    public: await browser.newContext(),
    secretariat: await signedIn("secretariat"),
    coordinator: await signedIn("coordinator"),
  };
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(build, { recursive: true, force: true });
});

/** The button of the sign-in page has a disguised name. It is the only one in the form. */
async function signedIn(role: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(server.links[role] ?? "");
  await page.locator("main form button[type=submit], main button").first().click();
  await page.waitForURL((url) => url.pathname === "/");
  await page.close();
  return context;
}

test.each(pages)("%s shows only text of the catalogues", async (_name, role, address) => {
  const page = await visitors[role].newPage();
  await page.goto(server.url + address);
  await page.locator("main").first().waitFor();
  await page.waitForLoadState("networkidle");
  const literals = await literalsOf(page);
  await page.close();
  expect(literals).toEqual([]);
});
