import { text } from "node:stream/consumers";
import type { Page } from "playwright-core";
import { sharedServer } from "./model-server.ts";

const server = sharedServer();
let page: Page;

beforeAll(async () => {
  page = await server.visitor();
});

/** Presses a button and returns the content of the file that it downloads. */
async function savedBy(button: string): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  return text(await (await download).createReadStream());
}

const focused = (): Promise<string | null> =>
  page.evaluate(
    () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? null,
  );

test("opens positions by group from the reading room, moves by keyboard and opens a comment", async () => {
  await page.goto(`${server.url}/read/opinion-5@3`);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Positions by group" }).click();
  await page.getByRole("grid").waitFor();
  await page.getByRole("button", { name: "The whole document" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  expect(await dialog.textContent()).toContain("Valdoria");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await focused()).toContain("Member State");
  await page.keyboard.press("Enter");
  await dialog.getByRole("listitem").getByRole("link").first().click();
  await page.locator(".draft .is-near").first().waitFor();
  expect(new URL(page.url()).searchParams.get("note")).not.toBeNull();
});

test("every cell of positions has a sign and a word, and no count", async () => {
  await page.goBack();
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const cells = await page.getByRole("gridcell").allTextContents();
  expect(cells.length).toBeGreaterThan(50);
  for (const cell of cells)
    expect(cell).toMatch(/[±−?+…○·▒].*(?:divided|opposes|reserves|amends|supports|commented|abstains|silent)$/u);
  expect(cells.join("")).not.toMatch(/\d/u);
  await page.getByRole("radio", { name: "Contested" }).click();
  const contested = await page.getByRole("row").count();
  expect(contested).toBeGreaterThan(1);
  expect(contested).toBeLessThan(12);
  expect(await savedBy("CSV")).toContain("Clause,Member State,");
});

test("moves through the flow chart by keyboard and opens a clause history", async () => {
  await page.goto(`${server.url}/evolution/opinion-5`);
  await page.locator("svg.chart a[tabindex='0']").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toMatch(
    /^recalling a\), Third draft .*: \d+ words, .*contains wording proposed by Valdoria/u,
  );
  await page.keyboard.press("ArrowLeft");
  expect(await focused()).toMatch(/^recalling a\), Second draft/u);
  expect(await page.locator(".chart-description").textContent()).toBe(await focused());
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/history\/opinion-5@2:en\/recalling-a$/u);
});

test("exports a chart as a self-contained SVG file and as a CSV table", async () => {
  await page.goBack();
  const drawing = await savedBy("SVG");
  expect(drawing).toContain("<title>Opinion 5: Text of each clause, draft by draft</title>");
  expect(drawing).toMatch(/font-family="[^"]*Inter/u);
  expect(drawing).not.toMatch(/var\(--|class=/u);
  const table = await savedBy("CSV");
  expect(table).toMatch(/^Clause,First draft/u);
});

test("shows changes and comments by clause, with a link from each cell", async () => {
  await page.goto(`${server.url}/evolution/opinion-5?picture=changes`);
  const cell = page.getByRole("link", { name: /^recalling a\), First draft → Second draft: \d+ added, \d+ deleted/u });
  expect(await cell.getAttribute("href")).toBe("/compare/opinion-5@1/opinion-5@2:en");
  await page.getByRole("radio", { name: "Comments" }).click();
  await page.getByRole("link", { name: /^recalling a\), First draft: Member State 1$/u }).click();
  await page.locator(".draft .is-near").first().waitFor();
  expect(new URL(page.url()).searchParams.get("clause")).toBe("recalling-a");
});

test("on a phone, every draft's name fits in the chart", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${server.url}/evolution/sg-report`);
  const heads = page.locator("svg.chart .chart-head");
  await heads.first().waitFor();
  const chart = await page.locator("svg.chart").boundingBox();
  for (const head of await heads.all()) {
    const box = await head.boundingBox();
    expect(box!.x).toBeGreaterThanOrEqual(chart!.x);
    expect(box!.x + box!.width).toBeLessThanOrEqual(chart!.x + chart!.width);
  }
});

test("draws a report by section; a section opens its clauses and leads back", async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const sections = await page.locator("svg.chart [data-item^='5 ']").count();
  expect(sections).toBeLessThanOrEqual(40);
  await page
    .locator("svg.chart")
    .getByRole("link", { name: /^3\.5, Third draft/u })
    .click();
  await page.getByRole("link", { name: "Back to the whole document" }).waitFor();
  expect(
    await page
      .locator("svg.chart")
      .getByRole("link", { name: /^3\.5\.2, Final report/u })
      .count(),
  ).toBeGreaterThan(0);
  await page.getByRole("link", { name: "Back to the whole document" }).click();
  await page.locator("svg.chart [data-item='5 20']").waitFor();
});
