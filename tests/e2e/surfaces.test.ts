import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import type { Page } from "playwright-core";
import type { VersionPage } from "../../server/core/contract/version-operations.ts";
import { draftMarkup } from "../../server/core/text/draft-markup.ts";
import { parseDraft } from "../../server/core/text/schema.ts";
import { draftNotes } from "../../client/page-parts/draft-notes.ts";
import type { DrawnRun } from "../../client/reader/drawing.ts";
import type { reader as ReaderInBrowser } from "../support/reader-in-browser.ts";
import { sharedServer } from "./model-server.ts";

declare const inBrowser: { reader: typeof ReaderInBrowser };

const server = sharedServer();
let page: Page;
let code: string;

beforeAll(async () => {
  page = await server.visitor();
  const entry = fileURLToPath(new URL("../support/reader-in-browser.ts", import.meta.url));
  const { outputFiles } = buildSync({ entryPoints: [entry], bundle: true, globalName: "inBrowser", write: false });
  code = outputFiles[0]?.text ?? "";
});

/** Opens a page with the text of a version as the server renders it. */
async function show(address: string): Promise<VersionPage> {
  const version = (await (await fetch(`${server.url}/api/versions/${address}`)).json()) as VersionPage;
  const notes = draftNotes(version.text, version.negotiation);
  const markup = [...draftMarkup(parseDraft(version.draft), notes)].join("");
  await page.goto("about:blank");
  await page.setContent(`<article>${markup}</article>`);
  await page.addScriptTag({ content: code });
  return version;
}

/** Returns a run over text in each clause that is long enough, and one over words that it shares with another. */
function runsOn({ text: { clauses } }: VersionPage): DrawnRun[] {
  return clauses.flatMap(({ id, start, end }, index): DrawnRun[] => {
    const length = end - start;
    if (length < 12) return [];
    const run = (name: string, from: number, to: number): DrawnRun => ({
      clause: id,
      start: from,
      end: to,
      className: "note note-comment",
      annotation: `${name}${String(index)}`,
    });
    return [run("a", 2, length - 3), run("b", 4, 9), run("c", 7, length)];
  });
}

// Labels, headings, notes, line breaks, emphasis, brackets, options, tables, French and Arabic.
const drafts = ["opinion-5@3", "sg-report@2", "agreement@4:en", "agreement@4:fr", "opinion-1@2"];

test.each(drafts)("reads the text of %s from the elements that show it", async (address) => {
  const { text } = await show(address);
  expect(await page.evaluate((language) => inBrowser.reader.textOf(language), text.language)).toEqual(text);
});

test.each(drafts)("finds every offset of %s again from its position on the page", async (address) => {
  const version = await show(address);
  expect(await page.evaluate((shown) => inBrowser.reader.lostOffsets(shown), version)).toEqual([]);
});

test.each(drafts)("draws on %s the same elements with and without an editor, and removes them", async (address) => {
  const version = await show(address);
  const runs = runsOn(version);
  const plain = await page.evaluate(([shown, drawn]) => inBrowser.reader.drawn(shown, drawn, false), [
    version,
    runs,
  ] as const);
  await show(address);
  const edited = await page.evaluate(([shown, drawn]) => inBrowser.reader.drawn(shown, drawn, true), [
    version,
    runs,
  ] as const);
  expect(plain[2]).toBe(plain[0]);
  expect(edited[0]).toBe(plain[0]);
  expect(edited[1]).toBe(plain[1]);
});

test("marks exactly the text of each run, where runs overlap and cross emphasis", async () => {
  const version = await show("opinion-5@3");
  const runs = runsOn(version);
  const { text, clauses } = version.text;
  const expected = runs.map(({ clause, start, end, annotation }) => {
    const { start: from } = clauses.find(({ id }) => id === clause)!;
    return [annotation, text.slice(from + start, from + end)];
  });
  expect(
    await page.evaluate(([shown, drawn]) => inBrowser.reader.markedTexts(shown, drawn), [version, runs] as const),
  ).toEqual(Object.fromEntries(expected));
});

test("keeps a selection, and its direction, while its clause is drawn again", async () => {
  const version = await show("opinion-5@3");
  const runs = runsOn(version);
  const { clause } = runs[0]!;
  const seen = await page.evaluate(
    ([shown, drawn, id]) => inBrowser.reader.selectedWhileDrawn(shown, id, [1, 8], drawn),
    [version, runs, clause] as const,
  );
  expect(seen.before).not.toBe("");
  expect(seen).toEqual({ before: seen.before, after: seen.before, isBackward: true });
});

test("a selection up to the start of the next clause ends with its own", async () => {
  const version = await show("opinion-5@3");
  const { id, start, end } = version.text.clauses.find(({ kind }) => kind === "recital")!;
  const found = await page.evaluate(([shown, clause]) => inBrowser.reader.endOfThreeClicks(shown, clause), [
    version,
    id,
  ] as const);
  expect(found).toEqual({ clause: id, offset: end - start });
});
