import { segment } from "#core/text/segments/segment.ts";
import { readDocx } from "../../server/import/docx/read-docx.ts";
import { file, paragraph } from "../core/text/typed-draft.ts";
import { compilation } from "./sample.ts";
import { docx, redlineDocx } from "./whole-files.ts";
import { sourceOf } from "./redline-drafts.ts";
import { partOf, elementsOf } from "./docx/word-file.ts";

const typed = (...lines: string[]) => segment({ ...file, blocks: lines.map(paragraph) }, "en").draft;
const draft = typed("01. The Parties:", "(i) meet;", "(ii) report.", "First:\tAll.", "①、\tOne.");

test("prints labels in Word as they were typed, and reads them again as the same", async () => {
  const written = await docx(compilation([], { draft }), "on-the-words");
  const labels = elementsOf(partOf(written, "word/document.xml"), "w:p").flatMap((one) =>
    elementsOf(one, "w:rStyle").some((style) => style.getAttribute("w:val") === "ClauseLabel")
      ? [elementsOf(one, "w:t")[0]?.textContent ?? ""]
      : [],
  );
  expect(labels).toEqual(["01.", "(i)", "(ii)", "First:", "①、"]);
  const again = segment(readDocx(written), "en").draft;
  const own = again.children.filter((node) => node.attrs["label"] !== null);
  expect(own.map(({ attrs }) => [String(attrs["label"]), String(attrs["printed"])])).toEqual(
    draft.children.map(({ attrs }) => [String(attrs["label"]), String(attrs["printed"])]),
  );
});

test("does not track the same label in another form in a redline", async () => {
  const written = await redlineDocx(sourceOf(typed("1. Aims:", "(a) All meet."), typed("1. Aims:", "a) All meet.")));
  const document = partOf(written, "word/document.xml");
  expect([elementsOf(document, "w:ins").length, elementsOf(document, "w:del").length]).toEqual([0, 0]);
});
