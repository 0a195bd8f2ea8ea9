import type { Page } from "playwright-core";
import { sharedServer } from "./model-server.ts";

const server = sharedServer();
let page: Page;

beforeAll(async () => {
  page = await server.visitor("secretariat");
  await page.addInitScript(() => {
    window.texts = [];
    new MutationObserver(() => {
      window.texts.push(document.querySelector("main")?.textContent ?? "");
    }).observe(document, { childList: true, subtree: true });
  });
});

/** The text of the page's main part after each change of the page. */
declare const window: { texts: string[] };

test.each([
  ["documents", "/", "Opinion 5"],
  ["a draft", "/read/opinion-5@3", "that by now more than"],
  ["a comparison", "/compare/opinion-5@1/opinion-5@3", "that by now more than"],
  ["a clause history", "/history/opinion-5@3/considering-b", "that by now more than"],
  ["a document's comment outcomes", "/outcomes/opinion-5", "Valdoria"],
  ["a draft's comment outcomes", "/outcomes/version/opinion-5@3", "Lakeside"],
  ["proposal uptake", "/uptake/opinion-5", "in full"],
  ["a document's evolution", "/evolution/opinion-5", "First draft"],
  ["the barometer", "/barometer/opinion-7", "Rule of counting"],
  ["positions by group", "/positions/opinion-5@3", "recalling a)"],
  ["contributions", "/contributions", "No contributions yet"],
  ["circles", "/circles", "Islands and basin"],
])("keeps the server-rendered text of %s visible until the client has rendered it", async (_of, path, words) => {
  await page.goto(server.url + path);
  await page.locator(".header-actions").getByRole("button", { name: "Colour theme" }).waitFor();
  const stood = await page.evaluate((wanted) => window.texts.map((text) => text.includes(wanted)), words);
  const sinceFirst = stood.slice(stood.indexOf(true));
  expect([sinceFirst.length > 1, sinceFirst.includes(false)]).toEqual([true, false]);
});

test("replaces a former address within the client, and keeps its query", async () => {
  await page.goto(`${server.url}/read/opinion-5@3`);
  await page.locator(".header-actions").getByRole("button", { name: "Colour theme" }).waitFor();
  await page.evaluate(() => history.pushState(null, "", "/ledger/opinion-5?text=Valdoria#main"));
  await page.waitForURL(`${server.url}/outcomes/opinion-5?text=Valdoria#main`);
  await page.getByRole("heading", { level: 1, name: "Opinion 5" }).waitFor();
  await page.goBack();
  await page.waitForURL(`${server.url}/read/opinion-5@3`);
});
