import { text } from "node:stream/consumers";
import type { BrowserContextOptions, Page } from "playwright-core";
import { ownServer } from "./own-server.ts";

const server = ownServer();

async function open(path: string, options?: BrowserContextOptions): Promise<Page> {
  const page = await server.visitor(undefined, options);
  await page.goto(server.url + path);
  await page.waitForLoadState("networkidle");
  return page;
}

/** What a press of a button hands over as a file. */
async function savedBy(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  return text(await (await download).createReadStream());
}

const focused = (page: Page): Promise<string | null> =>
  page.evaluate(
    () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? null,
  );

test("from the reading room one comes to where everybody stands, steps through it, and opens what was said", async () => {
  const page = await open("/read/opinion-5@3");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Where everybody stands" }).click();
  await page.getByRole("grid").waitFor();
  await page.getByRole("button", { name: "The whole document" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  expect(await dialog.textContent()).toContain("Valdoria");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await focused(page)).toContain("Member State");
  await page.keyboard.press("Enter");
  await dialog.getByRole("listitem").getByRole("link").first().click();
  await page.locator(".ProseMirror").waitFor();
  expect(new URL(page.url()).searchParams.get("note")).not.toBeNull();
});

test("every cell of the map has its sign and its word, and nowhere stands how many", async () => {
  const page = await open("/consensus/opinion-5@3");
  const cells = await page.getByRole("gridcell").allTextContents();
  expect(cells.length).toBeGreaterThan(50);
  for (const cell of cells)
    expect(cell).toMatch(/[±−?+✎○·▒].*(?:divided|opposes|reserves|amends|supports|spoke|abstains|silent)$/u);
  expect(cells.join("")).not.toMatch(/\d/u);
  await page.getByRole("radio", { name: "Contested" }).click();
  const contested = await page.getByRole("row").count();
  expect(contested).toBeGreaterThan(1);
  expect(contested).toBeLessThan(12);
  expect(await savedBy(page, "CSV")).toContain("Clause,Member State,");
});

test.each(["/consensus/opinion-5@3", "/pictures/opinion-5"])("without scripts %s is read as a table", async (path) => {
  const page = await open(path, { javaScriptEnabled: false });
  const row = page.getByRole("row", { name: /recognizing b\)/u }).first();
  expect(await row.getByRole("cell").count()).toBeGreaterThan(2);
});

test("the flow of the text is gone through by keyboard: down the draft, over to where the words went, on to the clause's biography", async () => {
  const page = await open("/pictures/opinion-5");
  await page.locator("svg.picture a[tabindex='0']").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  expect(await focused(page)).toMatch(/^recalling a\), Third draft .*: \d+ words, .*holds words proposed by Valdoria/u);
  await page.keyboard.press("ArrowLeft");
  expect(await focused(page)).toMatch(/^recalling a\), Second draft/u);
  expect(await page.locator(".picture-told").textContent()).toBe(await focused(page));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/biography\/opinion-5@2:en\/recalling-a$/u);
});

test("a drawing is taken away as a file that stands by itself, and as a table in words", async () => {
  const page = await open("/pictures/opinion-5");
  const drawing = await savedBy(page, "SVG");
  expect(drawing).toContain(
    "<title>Opinion 5: Where the text of each clause came from and went, draft by draft</title>",
  );
  expect(drawing).toMatch(/font-family="[^"]*Inter/u);
  expect(drawing).not.toMatch(/var\(--|class=/u);
  const table = await savedBy(page, "CSV");
  expect(table).toMatch(/^Clause,First draft/u);
});

test("a report is drawn by sections; a section leads to its clauses, and back", async () => {
  const page = await open("/pictures/sg-report");
  const sections = await page.locator("svg.picture [data-place^='5 ']").count();
  expect(sections).toBeLessThanOrEqual(40);
  await page
    .locator("svg.picture")
    .getByRole("link", { name: /^3\.5, Third draft/u })
    .click();
  await page.getByRole("link", { name: "Back to the whole document" }).waitFor();
  expect(
    await page
      .locator("svg.picture")
      .getByRole("link", { name: /^3\.5\.2, Final report/u })
      .count(),
  ).toBeGreaterThan(0);
  await page.getByRole("link", { name: "Back to the whole document" }).click();
  await page.locator("svg.picture [data-place='5 20']").waitFor();
});

test("on a phone every draft's name is whole in the picture", async () => {
  const page = await open("/pictures/sg-report", { viewport: { width: 390, height: 844 } });
  const picture = await page.locator("svg.picture").boundingBox();
  const heads = page.locator("svg.picture .picture-head");
  await heads.first().waitFor();
  for (const head of await heads.all()) {
    const box = await head.boundingBox();
    expect(box!.x).toBeGreaterThanOrEqual(picture!.x);
    expect(box!.x + box!.width).toBeLessThanOrEqual(picture!.x + picture!.width);
  }
});

test("what changed and what was said is shown by clause, and each cell leads to where it is read", async () => {
  const page = await open("/pictures/opinion-5?picture=changes");
  const cell = page.getByRole("link", { name: /^recalling a\), First draft → Second draft: \d+ in, \d+ out/u });
  expect(await cell.getAttribute("href")).toBe("/compare/opinion-5@1/opinion-5@2:en");
  await page.getByRole("radio", { name: "Comments" }).click();
  await page.getByRole("link", { name: /^recalling a\), First draft: Member State 1$/u }).click();
  await page.locator(".ProseMirror").waitFor();
  expect(new URL(page.url()).searchParams.get("clause")).toBe("recalling-a");
});
