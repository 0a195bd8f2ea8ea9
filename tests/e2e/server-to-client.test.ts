import { sharedServer } from "./model-server.ts";

const server = sharedServer();

/** Whether the text was in the page's main part after each change of the page, starting with its first appearance. */
declare const window: { stood: boolean[] };

test.each([
  ["documents", "/", "Opinion 5", undefined],
  ["a draft", "/read/opinion-5@3", "that by now more than", undefined],
  ["a comparison", "/compare/opinion-5@1/opinion-5@3", "that by now more than", undefined],
  ["a clause history", "/history/opinion-5@3/considering-b", "that by now more than", undefined],
  ["a document's comment outcomes", "/outcomes/opinion-5", "Valdoria", undefined],
  ["a draft's comment outcomes", "/outcomes/version/opinion-5@3", "Lakeside", undefined],
  ["proposal uptake", "/uptake/opinion-5", "in full", undefined],
  ["a document's evolution", "/evolution/opinion-5", "First draft", undefined],
  ["the barometer", "/barometer/opinion-7", "Rule of counting", undefined],
  ["positions by group", "/positions/opinion-5@3", "recalling a)", undefined],
  ["contributions", "/contributions", "No contributions yet", undefined],
  ["circles", "/circles", "Islands and basin", "secretariat"],
])("keeps the server-rendered text of %s visible until the client has rendered it", async (_of, path, words, role) => {
  const page = await server.visitor(role);
  await page.addInitScript((wanted) => {
    window.stood = [];
    new MutationObserver(() => {
      const stands = document.querySelector("main")?.textContent.includes(wanted) ?? false;
      if (stands || window.stood.length > 0) window.stood.push(stands);
    }).observe(document, { childList: true, subtree: true });
  }, words);
  await page.goto(server.url + path);
  await page.locator(".header-actions").getByRole("button", { name: "Colour theme" }).waitFor();
  const stood = await page.evaluate(() => window.stood);
  expect([stood.length > 1, stood.includes(false)]).toEqual([true, false]);
});

test("replaces a former address within the client, and keeps its query", async () => {
  const page = await server.visitor(undefined);
  await page.goto(`${server.url}/read/opinion-5@3`);
  await page.locator(".header-actions").getByRole("button", { name: "Colour theme" }).waitFor();
  await page.evaluate(() => history.pushState(null, "", "/ledger/opinion-5?text=Valdoria#main"));
  await page.waitForURL(`${server.url}/outcomes/opinion-5?text=Valdoria#main`);
  await page.getByRole("heading", { level: 1, name: "Opinion 5" }).waitFor();
  await page.goBack();
  await page.waitForURL(`${server.url}/read/opinion-5@3`);
});
