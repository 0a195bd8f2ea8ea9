import { ownServer } from "./own-server.ts";

const server = ownServer();

/** Whether some words stood in the page's main part after each change of the page, from when they first did. */
declare const window: { stood: boolean[] };

test.each([
  ["the library", "/", "Opinion 5"],
  ["a draft", "/read/opinion-5@3", "that by now more than"],
  ["a comparison", "/compare/opinion-5@1/opinion-5@3", "that by now more than"],
  ["a biography", "/biography/opinion-5@3/considering-b", "that by now more than"],
])("what the server wrote of %s stays in sight until the program has drawn it again", async (_of, path, words) => {
  const page = await server.visitor();
  await page.addInitScript((wanted) => {
    window.stood = [];
    new MutationObserver(() => {
      const stands = document.querySelector("main")?.textContent.includes(wanted) ?? false;
      if (stands || window.stood.length > 0) window.stood.push(stands);
    }).observe(document, { childList: true, subtree: true });
  }, words);
  await page.goto(server.url + path);
  await page.locator(".header-actions").getByRole("button", { name: "Colours" }).waitFor();
  const stood = await page.evaluate(() => window.stood);
  expect([stood.length > 1, stood.includes(false)]).toEqual([true, false]);
});
