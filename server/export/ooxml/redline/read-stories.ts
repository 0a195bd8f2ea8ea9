import {
  childOf,
  descendants,
  elementsOf,
  type SourceElement,
  wordAttribute,
  type XmlSource,
} from "../../package/xml-source.ts";
import { UnsupportedPackageError } from "../../package/unsupported.ts";
import type { Cuts } from "../../tracked/atoms.ts";
import type { Stories, Story } from "../../tracked/story.ts";
import { StoryBuilder, type StoryFormat } from "../../tracked/story-builder.ts";
import { inside } from "../rows-and-cells.ts";
import type { WordFile } from "../word-file.ts";
import { boxesIn, objectKey } from "./object-key.ts";
import { paragraphAtoms } from "./paragraph-atoms.ts";

const noteKinds = { footnote: "footnotes", endnote: "endnotes" } as const;

/**
 * Reads the tokens of all stories of a file. `cuts` are the ends of changes inside words.
 *
 * @throws UnsupportedPackageError
 */
export function readStories(file: WordFile, cuts: Cuts): Stories {
  const { main } = file;
  const runs = new Map<SourceElement, string>();
  const format: StoryFormat = {
    blocks: (story) => {
      addBlocks(story.container, story);
    },
    atoms: (paragraph) => paragraphAtoms(paragraph, (run) => runs.get(run) ?? ""),
    styleOf: (paragraph) => wordAttribute(childOf(childOf(paragraph, "w:pPr"), "w:pStyle"), "val") ?? "",
    rows: (table) => inside(table, "w:tr").map((element) => ({ element, cells: inside(element, "w:tc") })),
    object: (element, { part }) => {
      const kind = /^w:(footnote|endnote)Reference$/u.exec(element.name)?.[1];
      const name = kind && `${kind} ${wordAttribute(element, "id") ?? ""}`;
      const note = name === undefined ? null : (builder.notes.get(name) ?? null);
      return { note, key: note ? "note" : objectKey(element, part, file) };
    },
    boxesIn,
  };
  const builder = new StoryBuilder(format, cuts);
  const source = sourceOf(main);
  const body = childOf(source?.root, "w:body");
  if (!source || !body) throw new UnsupportedPackageError(main, "no body");
  for (const [kind, type] of Object.entries(noteKinds)) readNotes(kind, file.related(type));
  return builder.stories(builder.story(source, main, body, null));

  /** Counts the runs of a part in the same way as the source map. */
  function sourceOf(name: string | undefined): XmlSource | undefined {
    const found = file.source(name);
    let count = 0;
    for (const element of found ? descendants(found.root) : []) {
      if (element.name === "w:r") runs.set(element, `${name ?? ""} ${String(count++)}`);
    }
    return found;
  }

  function readNotes(kind: string, part: string | undefined): void {
    const notes = sourceOf(part);
    if (!notes || part === undefined) return;
    for (const element of elementsOf(notes.root)) {
      if (element.name !== `w:${kind}` || /separator|notice/iu.test(wordAttribute(element, "type") ?? "")) continue;
      const name = `${kind} ${wordAttribute(element, "id") ?? ""}`;
      builder.notes.set(name, builder.story(notes, part, element, { kind: "note", name }));
    }
  }

  function addBlocks(container: SourceElement, story: Story): void {
    for (const element of elementsOf(container)) {
      if (element.name === "w:p") builder.paragraph(element, story);
      else if (element.name === "w:tbl") builder.table(element, story);
      else if (/^w:(?:sdt|sdtContent|customXml|smartTag)$/u.test(element.name)) addBlocks(element, story);
      else if (element.name === "w:altChunk" || element.name === "mc:AlternateContent") {
        throw new UnsupportedPackageError(story.part, element.name);
      }
    }
  }
}
