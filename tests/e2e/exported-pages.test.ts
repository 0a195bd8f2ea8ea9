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

beforeAll(async () => {
  browser = await connectBrowser();
});

afterAll(() => browser.close());

/** Opens a page from disk, as a person who received the file would. */
async function opened(file: string, options: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> {
  const saved = path.join(scratch, "page.html");
  fs.writeFileSync(saved, file);
  const page = await browser.newPage({ offline: true, ...options });
  await page.goto(pathToFileURL(saved).href);
  return page;
}

describe.each(CompilationLayout.options)("a page laid out as %s", (layout) => {
  const file = html(compilation(annotationsOfEveryKind()), layout);

  test.each([
    ["light", 1440],
    ["dark", 390],
  ] as const)("passes axe in a %s colour scheme at %i pixels", async (colorScheme, width) => {
    const page = await opened(file, { colorScheme, viewport: { width, height: 800 } });
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.close();
  });

  test("filters without scripts and prints the visible comments with the filter's name", async () => {
    const page = await opened(file, { javaScriptEnabled: false });
    const [editorial, technical] = [page.getByText("on a whole clause, with"), page.getByText("Which one?")];
    await page.locator(".filters summary").click();
    await page.getByRole("radio", { name: "Editorial (1)" }).check();
    expect([await editorial.isVisible(), await technical.isVisible()]).toEqual([true, false]);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".filters label").filter({ visible: true }).allInnerTexts()).toEqual([
      expect.stringContaining("Editorial (1)"),
    ]);
    await page.emulateMedia({ media: "screen" });
    await page.locator("#only-type-all").check();
    expect([await editorial.isVisible(), await technical.isVisible()]).toEqual([true, true]);
    await page.close();
  });
});

test("combines several filters and lists a joint comment under each of its organisations", async () => {
  const threads = [
    here({ text: "Joint.", targets: [words(opinion, "r-a", "first report")] }),
    here({ text: "Alone.", speaker: speaker("Bo", ["ITC"]), type: "editorial" }),
    here({ text: "Joint and editorial.", type: "editorial" }),
  ];
  const page = await opened(html(compilation(threads)), { javaScriptEnabled: false });
  await page.locator(".filters summary").click();
  const shown = (): Promise<string[]> =>
    page.locator(".thread .comment-text").filter({ visible: true }).allInnerTexts();
  await page.getByRole("radio", { name: "APC (2)" }).check();
  expect(await shown()).toEqual(["Joint and editorial.", "Joint."]);
  await page.getByRole("radio", { name: "Editorial (2)" }).check();
  expect(await shown()).toEqual(["Joint and editorial."]);
  await page.close();
});

test("sets an Arabic page from right to left and passes axe", async () => {
  const arabic = draft([{ id: "r", kind: "recital", label: "أ)", content: "أن المشاركة حق" }], "ar", "rtl");
  const made = compilation([here({ targets: [words(arabic, "r", "المشاركة")], text: "نعم" })], {
    draft: arabic,
    version: version({ language: "ar" }),
  });
  const page = await opened(html(made, "three-columns"));
  expect(await axeFaults(page)).toEqual([]);
  const [clause, thread] = await Promise.all(
    [page.locator(".clause"), page.locator(".thread")].map((one) => one.boundingBox()),
  );
  expect(clause?.x ?? 0).toBeGreaterThan(thread?.x ?? 0);
  await page.close();
});

test.each([1440, 390])("a label wider than its column does not overlap the text at %i pixels", async (width) => {
  const long = draft([{ id: "r", kind: "recital", label: "ب مكررا ثانيا)", content: "أن المشاركة حق" }], "ar", "rtl");
  const made = compilation([], { draft: long, version: version({ language: "ar" }) });
  const page = await opened(html(made, "forum"), { viewport: { width, height: 800 } });
  expect(await labelsOverWords(page)).toEqual([]);
  await page.close();
});

test("keeps the source's name on one line in the comment form", async () => {
  const made = compilation([here({ text: "Too dear. ".repeat(60), speaker: speaker("Bo", ["Transatlantica"]) })]);
  const page = await opened(html(made, "comment-form"), { viewport: { width: 1440, height: 800 } });
  const source = page.locator(".comment-form tbody td:nth-child(2) p");
  const lines = await source.evaluate((name) => {
    const range = document.createRange();
    range.selectNodeContents(name);
    return new Set([...range.getClientRects()].map(({ top }) => top)).size;
  });
  expect([await source.innerText(), lines]).toEqual(["Transatlantica", 1]);
  await page.close();
});
