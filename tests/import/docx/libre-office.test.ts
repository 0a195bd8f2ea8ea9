import { textOf, type Blocks } from "#core/text/block.ts";
import { readDocx } from "../../../server/import/docx/read-docx.ts";
import { readOdt } from "../../../server/import/odt/read-odt.ts";
import { keptAnswer } from "./office-answer.ts";
import { officeCorpus } from "./office-corpus.ts";

describe.each([...officeCorpus])("of %s", (name, file) => {
  const ours = linesOf(readDocx(file));
  const { shown, saved } = keptAnswer(name);

  test("LibreOffice shows the numbers and words that are read", () => {
    expect(ours.join(" ")).toBe(shown);
  });

  test("the same is read when LibreOffice has saved it as ODT", () => {
    expect(linesOf(readOdt(saved))).toEqual(ours);
  });
});

function linesOf({ blocks }: Blocks): string[] {
  return blocks.map(({ number, pieces }) => [number, textOf(pieces).trim()].filter(Boolean).join(" ")).filter(Boolean);
}
