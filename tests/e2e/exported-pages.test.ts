import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { CompilationLayout } from "#core/compile/compilation-layout.ts";
import { html } from "../export/whole-files.ts";
import {
  compilation,
  draft,
  annotationsOfEveryKind,
  here,
  opinion,
  speaker,
  version,
  words,
} from "../export/sample.ts";
import { connectBrowser } from "../support/browser.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { axeFaults } from "./axe-faults.ts";
import { labelsOverWords } from "./overlapping-labels.ts";

const scratch = scratchFolder();
let browser: Browser;
let reader: Page;
/** A page of a browser that runs no scripts. */
let plain: Page;

beforeAll(async () => {
  browser = await connectBrowser();
  reader = await browser.newPage({ offline: true });
  plain = await browser.newPage({ offline: true, javaScriptEnabled: false });
});

afterAll(() => browser.close());

/** Opens a page from disk, as a person who received the file would. */
async function open(page: Page, file: string): Promise<void> {
  const saved = path.join(scratch, "page.html");
  fs.writeFileSync(saved, file);
  await page.goto(pathToFileURL(saved).href);
}

describe.each(CompilationLayout.options)("a page laid out as %s", (layout) => {
  const file = html(compilation(annotationsOfEveryKind()), layout);

  test("passes axe in a dark colour scheme at 390 pixels, and in a light one at 1440", async () => {
    await open(reader, file);
    for (const [colorScheme, width] of [
      ["dark", 390],
      ["light", 1440],
    ] as const) {
      await reader.emulateMedia({ colorScheme });
      await reader.setViewportSize({ width, height: 800 });
      expect(await axeFaults(reader)).toEqual([]);
      expect(await reader.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });

  test("filters without scripts and prints the visible comments with the filter's name", async () => {
    await open(plain, file);
    const [editorial, technical] = [plain.getByText("on a whole clause, with"), plain.getByText("Which one?")];
    await plain.locator(".filters summary").click();
    await plain.getByRole("radio", { name: "Editorial (1)" }).check();
    expect([await editorial.isVisible(), await technical.isVisible()]).toEqual([true, false]);
    await plain.emulateMedia({ media: "print" });
    expect(await plain.locator(".filters label").filter({ visible: true }).allInnerTexts()).toEqual([
      expect.stringContaining("Editorial (1)"),
    ]);
    await plain.emulateMedia({ media: "screen" });
    await plain.locator("#only-type-all").check();
    expect([await editorial.isVisible(), await technical.isVisible()]).toEqual([true, true]);
  });
});

test("combines several filters and lists a joint comment under each of its organisations", async () => {
  const threads = [
    here({ text: "Joint.", targets: [words(opinion, "r-a", "first report")] }),
    here({ text: "Alone.", speaker: speaker("Bo", ["ITC"]), type: "editorial" }),
    here({ text: "Joint and editorial.", type: "editorial" }),
  ];
  await open(plain, html(compilation(threads)));
  await plain.locator(".filters summary").click();
  const shown = (): Promise<string[]> =>
    plain.locator(".thread .comment-text").filter({ visible: true }).allInnerTexts();
  await plain.getByRole("radio", { name: "APC (2)" }).check();
  expect(await shown()).toEqual(["Joint and editorial.", "Joint."]);
  await plain.getByRole("radio", { name: "Editorial (2)" }).check();
  expect(await shown()).toEqual(["Joint and editorial."]);
});

test("sets an Arabic page from right to left and passes axe", async () => {
  const arabic = draft([{ id: "r", kind: "recital", label: "أ)", content: "أن المشاركة حق" }], "ar", "rtl");
  const made = compilation([here({ targets: [words(arabic, "r", "المشاركة")], text: "نعم" })], {
    draft: arabic,
    version: version({ language: "ar" }),
  });
  await open(reader, html(made, "three-columns"));
  expect(await axeFaults(reader)).toEqual([]);
  const [clause, thread] = await Promise.all(
    [reader.locator(".clause"), reader.locator(".thread")].map((one) => one.boundingBox()),
  );
  expect(clause?.x ?? 0).toBeGreaterThan(thread?.x ?? 0);
});

test.each([1440, 390])("a label wider than its column does not overlap the text at %i pixels", async (width) => {
  const long = draft([{ id: "r", kind: "recital", label: "ب مكررا ثانيا)", content: "أن المشاركة حق" }], "ar", "rtl");
  const made = compilation([], { draft: long, version: version({ language: "ar" }) });
  await reader.setViewportSize({ width, height: 800 });
  await open(reader, html(made, "forum"));
  expect(await labelsOverWords(reader)).toEqual([]);
});

test("keeps the source's name on one line in the comment form", async () => {
  const made = compilation([here({ text: "Too dear. ".repeat(60), speaker: speaker("Bo", ["Transatlantica"]) })]);
  await reader.setViewportSize({ width: 1440, height: 800 });
  await open(reader, html(made, "comment-form"));
  const source = reader.locator(".comment-form tbody td:nth-child(2) p");
  const lines = await source.evaluate((name) => {
    const range = document.createRange();
    range.selectNodeContents(name);
    return new Set([...range.getClientRects()].map(({ top }) => top)).size;
  });
  expect([await source.innerText(), lines]).toEqual(["Transatlantica", 1]);
});
