import { textOf, type Block, type Blocks } from "#core/text/segments/block.ts";
import { readDocx } from "../../../server/import/docx/read-docx.ts";
import { readOdt } from "../../../server/import/odt/read-odt.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { keptAnswer } from "./office-answer.ts";
import { officeCorpus, trackedCorpus } from "./office-corpus.ts";

describe.each([...officeCorpus])("corpus file with tracked changes %s", (name, file) => {
  const ours = readDocx(file);
  const { shown, saved } = keptAnswer(name);

  test("reads the numbers and text that LibreOffice shows", () => {
    // Each program draws bullets in its own way.
    expect(shownOf(ours)).toBe(shown.replace(/[\u25e6\u2022]/gu, bullet));
  });

  test("reads the same lines from the ODT that LibreOffice saved", () => {
    expect(linesOf(readOdt(saved))).toEqual(linesOf(ours));
  });
});

describe.each([...trackedCorpus])("corpus file with tracked changes %s", (name, file) => {
  const { saved } = keptAnswer(name);

  test.each(["accept", "reject"] as const)(
    "reads the same text from LibreOffice's ODT, with changes: %s",
    (changes) => {
      expect(linesOf(readOdt(saved, changes))).toEqual(linesOf(readDocx(file, changes)));
    },
  );

  test("reads the same changes and comments from LibreOffice's ODT", async () => {
    const ours = await markupOf(file, `${name}.docx`);
    expect(ours).not.toEqual([]);
    expect(await markupOf(saved, `${name}.odt`)).toEqual(ours);
  });
});

const bullet = "\u2022";

function linesOf({ blocks }: Pick<Blocks, "blocks">): string[] {
  return blocks.map(({ number, pieces }) => [number, textOf(pieces).trim()].filter(Boolean).join(" ")).filter(Boolean);
}

/**
 * Returns what a page shows of the blocks, as one line. It includes bullets and note labels, but not the notes
 * themselves.
 */
function shownOf({ blocks, notes }: Blocks): string {
  const words = ({ pieces }: Block): string =>
    pieces
      .map((piece) => (piece.kind === "note" ? (notes.get(piece.note)?.label ?? "") : textOf([piece])))
      .join("")
      .trim();
  return blocks
    .map((block) => [block.number ?? (block.list ? bullet : ""), words(block)].filter(Boolean).join(" "))
    .filter(Boolean)
    .join(" ")
    .replace(/\s+/gu, " ");
}

/**
 * Lists tracked changes and comments in short form. LibreOffice drops the time zone of dates and gives comments its own
 * names.
 */
async function markupOf(bytes: Uint8Array, fileName: string): Promise<string[]> {
  const { value } = await readDraft(bytes, { fileName, language: "en", changes: "keep" });
  const { changes, comments } = value.markup;
  return [...changes, ...comments.map((one) => ({ ...one, kind: "comment" }))].map(
    ({ kind, author, date, start, end, text }) =>
      `${kind} by ${author} on ${String(date?.slice(0, 10))}: ${String(start)}-${String(end)} ${text.trim()}`,
  );
}
