import { readFileSync } from "node:fs";
import path from "node:path";
import type { Node } from "prosemirror-model";
import type { ReadChange } from "#core/receive/file-markup.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { p, r, wordFile } from "../docx/word-file.ts";

const who = 'w:author="Ada" w:date="2013-02-02T10:00:00Z"';
const ins = (inside: string): string => `<w:ins w:id="9" ${who}>${inside}</w:ins>`;
const del = (inside: string): string => `<w:del w:id="9" ${who}>${inside.replaceAll("w:t", "w:delText")}</w:del>`;
const sign = (id: number): string => `<w:r><w:footnoteReference w:id="${String(id)}"/></w:r>`;
const note = (id: number, inside: string): string =>
  `<w:footnote w:id="${String(id)}"><w:p><w:r><w:footnoteRef/></w:r>${inside}</w:p></w:footnote>`;

/**
 * Notes that stay, are inserted or are deleted: alone, with text, or with a clause. One note is edited, and one is an
 * endnote.
 */
const word = wordFile({
  body:
    p("Report on notes") +
    `<w:p>${r("One has a note")}${sign(2)}${r(" that stays.")}</w:p>` +
    `<w:p>${r("Two gets a note alone")}${ins(sign(3))}${r(" here.")}</w:p>` +
    `<w:p>${r("Three gets words ")}${ins(r("with a note") + sign(4) + r(" and more "))}${r("here.")}</w:p>` +
    `<w:p>${r("Four loses its note")}${del(sign(5))}${r(" alone.")}</w:p>` +
    `<w:p>${r("Five loses ")}${del(r("words with a note") + sign(6))}${r(" here.")}</w:p>` +
    `<w:p>${r("Six has an edited note")}${sign(7)}${r(".")}</w:p>` +
    `<w:p>${r("Seven has an endnote")}<w:r><w:endnoteReference w:id="2"/></w:r>${r(".")}</w:p>` +
    `<w:p><w:pPr><w:rPr><w:ins w:id="9" ${who}/></w:rPr></w:pPr>${ins(`${r("Eight is new with a note")}${sign(8)}${r(".")}`)}</w:p>` +
    `<w:p>${r("Nine has a last note")}${sign(9)}${r(".")}</w:p>` +
    p("Ten ends."),
  footnotes:
    note(2, r(" First stays.")) +
    note(3, ins(r(" New alone."))) +
    note(4, ins(r(" New with words."))) +
    note(5, del(r(" Gone alone."))) +
    note(6, del(r(" Gone with words."))) +
    note(7, `${r(" Edited ")}${del(r("old "))}${ins(r("fresh "))}${r("words.")}`) +
    note(8, ins(r(" New with a clause."))) +
    note(9, r(" Last stays.")),
  endnotes: `<w:endnote w:id="2"><w:p><w:r><w:endnoteRef/></w:r>${r(" An endnote.")}</w:p></w:endnote>`,
});

/** The same file, opened and saved by LibreOffice. */
const saved = readFileSync(path.join(__dirname, "files", "notes.odt"));

async function readAs(fileName: string, bytes: Uint8Array, changes: "accept" | "reject" | "keep") {
  const { draft, markup } = (await readDraft(bytes, { fileName, language: "en", changes })).value;
  return { lines: linesOf(draft), changes: markup.changes.map(withoutSeconds) };
}

/** Lists each clause by its text, with the labels of the notes in it; a footnote starts with its own label. */
function linesOf(draft: Node): string[] {
  return draft.children.map(({ attrs, children }) => {
    const text = children.map((node) => node.text ?? `^${String(node.attrs["label"])}`).join("");
    return attrs["kind"] === "footnote" ? `  ${String(attrs["label"])} ${text}` : text;
  });
}

function withoutSeconds(change: ReadChange): object {
  return { ...change, date: change.date?.slice(0, 16) };
}

test.each(["accept", "reject", "keep"] as const)(
  "reads inserted, deleted and edited notes like those of the Word file (%s)",
  async (changes) => {
    expect(await readAs("a.odt", saved, changes)).toEqual(await readAs("a.docx", word, changes));
  },
);

test("numbers notes as before the changes, and does not list notes in changed text separately", async () => {
  const { lines, changes } = await readAs("a.odt", saved, "keep");
  expect(lines.filter((line) => line.startsWith(" "))).toEqual([
    "  1 First stays.",
    "  2 Gone alone.",
    "  3 Gone with words.",
    "  4 Edited old words.",
    "  i An endnote.",
    "  5 Last stays.",
  ]);
  expect(changes.map((change) => [(change as ReadChange).kind, (change as ReadChange).text])).toEqual([
    ["insert", ""],
    ["insert", "with a note and more "],
    ["delete", "Gone alone."],
    ["delete", "words with a note"],
    ["delete", "old "],
    ["insert", "fresh "],
    ["insert", "Eight is new with a note.\n"],
  ]);
});
