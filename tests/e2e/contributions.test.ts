import fs from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { paragraphsOf } from "../support/docx-paragraphs.ts";
import type { Organisation } from "#core/access/people.ts";
import type { Part } from "#core/contract/fields.ts";
import type { VersionText } from "#core/text/clause.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { axeFaults } from "./axe-faults.ts";
import { ownServer } from "./model-server.ts";

/**
 * Three files are received, reviewed and imported, and the compilation exports their content. The tests build on each
 * other.
 */
const names = ["openline-lakeside-ridr-opinion-5", "valdoria-opinion-5", "aon-opinion-2"] as const;
const folder = scratchFolder();
const server = ownServer();
let page: Page;

beforeAll(async () => {
  page = await server.visitor("secretariat");
});

test("uploads several files at once and recognises a second copy", async () => {
  await page.goto(`${server.url}/contributions`);
  await page
    .locator("input[type=file]")
    .setInputFiles(
      [...names, "opinion-5-valdoria-final-2"].map((name) => `fixtures/wtpf-13/contributions/${name}.docx`),
    );
  await page.getByRole("link", { name: "Open the existing one" }).waitFor();
  const receipts = await page.locator(".sent-file").allTextContents();
  expect(receipts.map((words) => /(?:from .*(?=Review)|Duplicate of .*(?=Open))/u.exec(words)?.[0])).toEqual([
    "from Openline, Lakeside, RIDR on Opinion 5, Second draft (9 November 2012)",
    "from Valdoria on Opinion 5, First draft (14 September 2012)",
    "from AON on Opinion 2, First draft (14 September 2012)",
    "Duplicate of valdoria-opinion-5.docx, which was received earlier",
  ]);
  await axeFindsNothing();
});

test("the desk lists contributions to review before the comments, and leads to the review", async () => {
  const desk = await page.context().newPage();
  // Rows open as soon as the scripts run.
  const isReady = desk.waitForResponse((response) => response.url().endsWith("/desk/visit"));
  await desk.goto(`${server.url}/desk`);
  await desk.getByText("3 contributions to review").waitFor();
  await isReady;
  await desk.locator(".queue-open", { hasText: "valdoria-opinion-5" }).click();
  await desk.getByRole("link", { name: "Review the contribution" }).click();
  await desk.waitForURL(/\/contributions\//u);
  await desk.close();
});

test("exports a contribution as a redline before it is imported", async () => {
  await open("aon-opinion-2");
  await page.getByRole("button", { name: "Export as redline" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Web page" }).click(),
  ]);
  const file = path.join(folder, download.suggestedFilename());
  await download.saveAs(file);
  const written = fs.readFileSync(file, "utf8");
  expect(written).toContain("Contribution from Association of Operators of the North");
  expect(written).toContain("national plan <del>may</del><ins>should</ins> state");
});

test("no open card covers the bar with the decision", async () => {
  await open("valdoria-opinion-5");
  await page.locator(".draft .is-near").first().waitFor();
  for (let step = 0; step < 6; step += 1) {
    await page.keyboard.press("n");
    await page.locator(".margin-item.is-focused").waitFor();
    const reached = await page.locator(".upload-decision button").evaluateAll((buttons) =>
      buttons.map((button) => {
        const { left, top, width, height } = button.getBoundingClientRect();
        return button.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      }),
    );
    expect(reached).not.toContain(false);
  }
});

test("reviews a contribution by keyboard, draws its proposals, and excludes and restores items", async () => {
  await open("valdoria-opinion-5");
  await page.locator(".draft .is-near").first().waitFor();
  await page.keyboard.press("n");
  await page.locator(".draft ins, .draft del").first().waitFor();
  await axeFindsNothing();
  const ticks = page.locator(".item-card input[type=checkbox]");
  const summary = page.getByText(/\d+ of \d+ will be imported/u);
  const total = Number(/(\d+) will/u.exec((await summary.textContent()) ?? "")?.[1]);
  for (const one of [0, 1]) await ticks.nth(one).uncheck();
  await page.getByText(`${String(total - 2)} of ${String(total)} will be imported`).waitFor();
  for (const one of [0, 1]) await ticks.nth(one).check();
  await page.getByText(`${String(total)} of ${String(total)} will be imported`).waitFor();
});

test("ignores step keys if single keys are turned off", async () => {
  const opened = page.locator(".item-card.is-open");
  const first = await opened.getAttribute("aria-label");
  await page.evaluate(() => localStorage.setItem("rapporteur:single-keys", "off"));
  await page.keyboard.press("n");
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(await opened.getAttribute("aria-label")).toBe(first);
  await page.evaluate(() => localStorage.removeItem("rapporteur:single-keys"));
  await page.keyboard.press("n");
  await page.locator(`.item-card.is-open:not([aria-label="${first ?? ""}"])`).waitFor();
});

test("on a phone, shows the text with the contribution's items over it", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  const steps = page.getByRole("toolbar", { name: "Comments and proposals in the file" });
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await page.locator(".draft .note").first().waitFor();
  await steps.getByRole("button", { name: "Next" }).click();
  const sheet = page.getByRole("dialog", { name: /^1 of \d+$/u });
  await sheet.getByRole("article").waitFor();
  await axeFindsNothing();
  await sheet.getByRole("button", { name: "Next" }).click();
  await page
    .getByRole("dialog", { name: /^2 of / })
    .getByRole("button", { name: "Close" })
    .click();
  await steps.getByRole("button", { name: /^All \d+$/u }).click();
  await page.getByRole("dialog", { name: "Items in the text" }).getByRole("article").nth(2).waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  await axeFindsNothing();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("imports each contribution, again after an undo, with links in both directions", async () => {
  for (const name of names) {
    // After a reload, the page shows only the message with the undo of its own import.
    await page.goto(`${server.url}/contributions`);
    await open(name);
    await takeIn();
  }
  await page.getByRole("button", { name: "Undo" }).last().click();
  await takeIn();
  await axeFindsNothing();
  await page.getByRole("link", { name: "Read in the draft" }).first().click();
  await page.getByRole("link", { name: "View contribution" }).click();
  await page.locator(".contribution.is-linked", { hasText: "AON" }).waitFor();
});

test.each(names)("lists the text of %s under its clauses in the compilation, with its source", async (name) => {
  const answer = answers.find(({ file }) => file === name);
  if (!answer) throw new Error(`Nothing is known of ${name}`);
  const file = await page.request.get(`${server.url}/api/versions/${answer.on}/export?format=docx&layout=forum`, {
    maxRetries: 1,
  });
  const lines = paragraphsOf(await file.body());
  const { text } = await json<{ text: VersionText }>(`/api/versions/${answer.on}`);
  const clauses = text.clauses.map(({ citation, start, end }) => ({ citation, words: text.text.slice(start, end) }));
  const { items: organisations } = await json<Part<Organisation>>("/api/organisations?size=100");
  const sources = answer.from.map((id) => organisations.find((one) => one.id === id)?.shortName ?? id);
  const proposed = answer.proposals
    .filter((proposal) => proposal.with !== "")
    .map((proposal) => ({ on: proposal.clauses, words: proposal.with }));
  // A comment on an inserted clause is shown after the preceding clause.
  const remarked = answer.comments.map(({ text: words, start, change }) => ({
    on: text.clauses
      .filter(
        (clause) =>
          clause.start - (change === null ? 0 : 1) <= start && start <= clause.end + (change === null ? 0 : 1),
      )
      .map(({ citation }) => citation),
    words,
  }));
  const imported = [...proposed, ...remarked];
  expect(imported.length).toBeGreaterThan(4);
  const found = imported.filter(({ on, words }) => {
    const under = linesUnder(lines, clauses, on);
    const by = under.filter((line) => line.startsWith("Comments from "));
    return under.some((line) => line.includes(words)) && by.some((line) => sources.every((one) => line.includes(one)));
  });
  expect(found).toEqual(imported);
});

/** The known content of a contribution. */
interface Answer {
  file: string;
  on: string;
  from: string[];
  proposals: { clauses: string[]; with: string }[];
  comments: { text: string; start: number; change: number | null }[];
}

const answers = (JSON.parse(fs.readFileSync("fixtures/wtpf-13/answers.json", "utf8")) as { contributions: Answer[] })
  .contributions;

/** Returns the lines between the cited clauses and the next ones. */
function linesUnder(
  lines: readonly string[],
  clauses: readonly { citation: string; words: string }[],
  citations: readonly string[],
): string[] {
  const places = clauses.map(({ words }) => lines.findIndex((line) => line.endsWith(words)));
  return clauses.flatMap(({ citation }, index) => {
    // Content that follows a clause comes after the clause's items.
    if (!citations.some((cited) => citation === cited || citation.startsWith(`${cited} `))) return [];
    const next = places.slice(index + 1).find((place) => place >= 0);
    return lines.slice(places[index], next);
  });
}

async function json<T>(address: string): Promise<T> {
  return (await (await page.request.get(server.url + address, { maxRetries: 1 })).json()) as T;
}

/** Opens a contribution from the list, by the name of its file. */
async function open(name: string): Promise<void> {
  const list = page.getByRole("banner").getByRole("link", { name: "Contributions" });
  if (await list.isVisible()) await list.click();
  await page
    .locator("li.contribution", { hasText: `${name}.docx` })
    .locator("h2 a")
    .click();
  await page.getByRole("heading", { level: 1, name: /Contribution from/ }).waitFor();
}

async function takeIn(): Promise<void> {
  const name = /^Import \d+ items?$/u;
  await page.getByRole("button", { name }).click();
  await page.getByRole("dialog").getByRole("button", { name }).click();
  await page.getByText("Each comment and proposal links to this page.").waitFor();
}

async function axeFindsNothing(): Promise<void> {
  expect(await axeFaults(page)).toEqual([]);
}
