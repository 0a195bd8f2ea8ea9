import type { Element } from "@xmldom/xmldom";
import { requestedSteps } from "../../server/import/forms/requested-steps.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { formRows } from "../../server/export/shared/comment-form.ts";
import { compilation, draft, here, version, words } from "./sample.ts";
import { csv, docx, html, markdown } from "./whole-files.ts";
import { elementsOf, partOf } from "./docx/word-file.ts";

const arabic = draft(
  [
    { id: "v", kind: "verb", content: "وإذ يدرك" },
    { id: "r", kind: "recital", label: "أ)", content: "أن بروتوكول IPv6 (الجديد) مهم،" },
  ],
  "ar",
  "rtl",
);

/** A proposal on Arabic text that contains a Latin word and ends with a bracket, described in English. */
const compiled = compilation(
  [
    here({
      kind: "proposal",
      targets: [words(arabic, "r", "بروتوكول IPv6 (الجديد)")],
      text: "أوضح.",
      operations: [
        {
          kind: "replace",
          start: { clause: "r", offset: 3 },
          end: { clause: "r", offset: 25 },
          content: [{ type: "text", text: "البروتوكول الجديد (6)" }],
        },
      ],
    }),
  ],
  { draft: arabic, version: version({ language: "ar" }) },
);

const sentence = "In ⟨وإذ يدرك أ)⟩, replace “⟨بروتوكول IPv6 (الجديد)⟩” by “⟨البروتوكول الجديد (6)⟩”.";
const marked = (open: string, close: string): string => sentence.replaceAll("⟨", open).replaceAll("⟩", close);

function isRightToLeft(paragraph: Element): boolean {
  return elementsOf(paragraph, "w:bidi").some((bidi) => bidi.getAttribute("w:val") !== "false");
}

test("CSV: isolates Arabic text in an English sentence with Unicode isolates", () => {
  expect(csv(compiled)).toContain(marked("\u2067", "\u2069"));
});

test("HTML and Markdown: isolates Arabic text in an English sentence with elements", () => {
  expect(html(compiled, "comment-form")).toContain(marked("<bdi>", "</bdi>"));
  expect(markdown(compiled)).toContain("*On “<bdi>بروتوكول IPv6 (الجديد)</bdi>”*");
});

test("Word: embeds Arabic runs in an English sentence and ends each with a left-to-right mark", async () => {
  const document = partOf(await docx(compiled, "comment-form"), "word/document.xml");
  const paragraph = elementsOf(document, "w:p").find(({ textContent }) => textContent?.startsWith("In "));
  if (!paragraph) throw new Error("No proposed change");
  expect(paragraph.textContent).toBe(marked("\u202B", "\u202C\u200E"));
  expect(isRightToLeft(paragraph)).toBe(false);
  const arabicRuns = elementsOf(paragraph, "w:r").filter((run) => elementsOf(run, "w:rtl").length > 0);
  expect(arabicRuns.map(({ textContent }) => textContent)).toEqual([
    "\u202Bوإذ يدرك أ)\u202C",
    "\u202Bبروتوكول ",
    " (الجديد)\u202C",
    "\u202Bالبروتوكول الجديد (6)\u202C",
  ]);
});

test("Word: keeps an English sentence that begins with Arabic text left to right", async () => {
  const document = partOf(await docx(compiled, "forum"), "word/document.xml");
  const heading = elementsOf(document, "w:p").find(({ textContent }) => textContent?.includes("as proposed"));
  expect(heading && isRightToLeft(heading)).toBe(false);
});

test("reads the sentence back as the same change", () => {
  const [row] = formRows(compiled);
  const change = row?.thread.proposedChange.join("\n") ?? "";
  expect(requestedSteps(arabic, versionTextOf(arabic), change, { cited: null, clauses: [] })).toEqual(
    compiled.clauses.flatMap(({ threads }) => threads.flatMap(({ operations }) => operations ?? [])),
  );
});
