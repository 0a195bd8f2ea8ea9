import { labelOf } from "#core/text/labels/numbering.ts";
import { printedForm, printedLabel } from "#core/text/labels/label-forms.ts";
import { draftSchema } from "#core/text/schema.ts";
import { segment } from "#core/text/segments/segment.ts";
import { blockOf } from "#core/text/segments/block.ts";
import { file, read, text } from "../typed-draft.ts";

test.each(["(i)", "01.", "First:", "①、", "1.1.2.", "a.", "IV.", "(1)", "（二）.", "Premièrement :"])(
  "keeps the printed form of %s, typed and automatic",
  (printed) => {
    const typed = read([`${printed}\tThe Parties meet.`]).child(0);
    const list = { id: "l", level: 0 };
    const blocks = [blockOf(text("The Parties meet."), { number: printed, list })];
    const automatic = segment({ ...file, blocks }, "en").draft.child(0);
    expect([typed, automatic].map((node) => [printedLabel(node), String(node.attrs["label"])])).toEqual([
      [printed, labelOf(printed).text],
      [printed, labelOf(printed).text],
    ]);
  },
);

test.each([
  ["a label that is printed as it is cited", "1.1", "The Parties meet."],
  ["a division", "ARTICLE 4.", "The Parties meet."],
  ["a dot before a number in the text", "1.", "5 participants took part."],
  ["a dash that belongs to the wording elsewhere", "1 –", "5 participants took part."],
])("keeps no printed form of %s", (_what, printed, after) => {
  expect(printedForm(printed, labelOf(printed), after)).toBeNull();
});

test("prints the new label of a clause that was relabelled", () => {
  const clause = (label: string | null) =>
    printedLabel(draftSchema.node("clause", { id: "c", kind: "item", label, printed: "(a)" }));
  expect([clause("a)"), clause("b)"), clause(null)]).toEqual(["(a)", "b)", null]);
});
