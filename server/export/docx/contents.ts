import { Tab, TextRun, type FileChild, type IParagraphOptions, type Paragraph, type XmlComponent } from "docx";
import type { CompiledClause } from "#core/compile/compilation.ts";
import { readsRightToLeft } from "#core/text/direction.ts";
import { hasTypedContents } from "#core/text/segments/typed-contents.ts";
import { line } from "./cover.ts";
import { DocxElement, paragraphOf, type ParagraphPart } from "./element.ts";
import type { ChangeTracker } from "./tracking.ts";
import { afterLabel, bookmarked, type ClauseSetting } from "./paragraphs.ts";
import { labelWidth } from "./styles.ts";
import { word } from "../shared/export-phrases.ts";

interface Entry {
  level: number;
  label: string | null;
  text: string;
  bookmark: string;
  /**
   * The tracked change of the whole heading, in a file with tracked changes. Its entry is inserted or deleted with it.
   */
  tracked: TrackedHeading | null;
  /**
   * The heading's earlier text and the change that rewords it, in a file with tracked changes. Null if the text is
   * unchanged.
   */
  reworded: RewordedHeading | null;
}

/** A heading that only one of two drafts has at this position, and the tracked change that inserts or deletes it. */
export interface TrackedHeading {
  kind: "inserted" | "deleted";
  tracker: ChangeTracker;
}

/** A heading's text before a tracked change. */
export interface RewordedHeading {
  label: string | null;
  text: string;
  tracker: ChangeTracker;
}

/** A table of contents is not needed for fewer headings than this. */
const fewestEntries = 3;
/** Number of listed levels, as in Word's own tables of contents. */
const deepestLevel = 3;

/**
 * The headings of a file, for its table of contents.
 *
 * The table contains its entries, so that every program shows it on opening, and each page number is a field. Word's
 * field for a table of contents surrounds them, so that Word can update it.
 *
 * Inside that field, LibreOffice would take the page numbers from the file, which cannot know them. Therefore the field
 * is in an alternative that LibreOffice skips (ISO 29500-3, 10.2), and LibreOffice computes the numbers on opening.
 */
export class ContentsBook {
  readonly #entries: Entry[] = [];

  /**
   * Lists a heading of `level` (from 0). Returns a function that makes its content a link target for the table.
   * Headings deeper than `deepestLevel` are not listed.
   */
  list(
    { level, label, text }: Pick<Entry, "level" | "label" | "text">,
    { tracked = null, reworded = null }: Partial<Pick<Entry, "tracked" | "reworded">> = {},
  ): (content: readonly ParagraphPart[]) => ParagraphPart[] {
    if (level >= deepestLevel) return (content) => [...content];
    const number = this.#entries.length + 1;
    const bookmark = `contents_${String(number)}`;
    this.#entries.push({ level, label, text, bookmark, tracked, reworded });
    // Far from the numbers of the bookmarks for links within the draft.
    return (content) => bookmarked(bookmark, 1_000_000 + number, content);
  }

  /**
   * Returns the table on a page of its own, or nothing if too few headings would remain once all changes are accepted,
   * or if the text after it has a contents list of its own. `clauses` are those of the text after it.
   */
  table(language: string, clauses: Parameters<typeof hasTypedContents>[0]): FileChild[] {
    const entries = this.#entries;
    if (hasTypedContents(clauses)) return [];
    if (entries.filter(({ tracked }) => tracked?.kind !== "deleted").length < fewestEntries) return [];
    const paragraphs = entries.map((entry, index) =>
      entryParagraph(
        entry,
        index === 0 ? [inWord(mark("begin")), inWord(instruction(tableField)), inWord(mark("separate"))] : [],
      ),
    );
    // As in Word, a separate paragraph. If a tracked change deletes the last entry, the entry merges into it.
    const closing = paragraphOf({}, [inWord(mark("end"))]);
    const gallery = new DocxElement("w:docPartObj", {}, [
      new DocxElement("w:docPartGallery", { "w:val": "Table of Contents" }),
      new DocxElement("w:docPartUnique"),
    ]);
    const content = [line("TOCHeading", word("export-contents", language)), ...paragraphs, closing];
    return [
      new DocxElement("w:sdt", {}, [
        new DocxElement("w:sdtPr", {}, [gallery]),
        new DocxElement("w:sdtContent", {}, content),
      ]),
    ];
  }
}

/**
 * Wraps the content of a heading as a target of the table of contents. Returns the content of other clauses unchanged.
 */
export function listedHeading(
  { kind, printed: label, text }: Pick<CompiledClause, "kind" | "printed" | "text">,
  { level }: Pick<ClauseSetting, "level">,
  content: ParagraphPart[],
  contents: ContentsBook,
): ParagraphPart[] {
  return kind === "heading" ? contents.list({ level, label, text })(content) : content;
}

const tableField = `TOC \\o "1-${String(deepestLevel)}" \\h \\z \\u`;

function entryParagraph(
  { level, label, text, bookmark, tracked, reworded }: Entry,
  starts: ParagraphPart[],
): Paragraph {
  const rightToLeft = readsRightToLeft(text);
  const run = (children: (string | XmlComponent)[]): TextRun =>
    new TextRun({ children, ...(rightToLeft ? { rightToLeft } : {}) });
  const deleted = (text: string): XmlComponent => new DocxElement("w:delText", { "xml:space": "preserve" }, [text]);
  const isDeleted = tracked?.kind === "deleted";
  const current = isDeleted ? deleted : (text: string): string => text;
  const entryRuns = [run([...(label === null ? [] : [current(label), afterLabel(label)]), current(text)])];
  const before = reworded && [
    run([
      ...(reworded.label === null ? [] : [deleted(reworded.label), afterLabel(reworded.label)]),
      deleted(reworded.text),
    ]),
  ];
  const runs = [
    ...(before ? reworded.tracker.track("deleted", before) : []),
    ...(before ? reworded.tracker.track("inserted", entryRuns) : entryRuns),
    run([new Tab()]),
    run([mark("begin", { "w:dirty": "true" })]),
    run([instruction(`PAGEREF ${bookmark} \\h`, isDeleted ? "w:delInstrText" : "w:instrText")]),
    run([mark("separate")]),
    run([current("…")]),
    run([mark("end")]),
  ];
  const parts = tracked ? tracked.tracker.track(tracked.kind, runs) : runs;
  const link = new DocxElement("w:hyperlink", { "w:anchor": bookmark, "w:history": 1 }, parts as XmlComponent[]);
  const tab = labelWidth * (level / 2 + 1);
  const options: IParagraphOptions = {
    style: `TOC${String(level + 1)}`,
    bidirectional: rightToLeft,
    // A heading without a label does not use the label's tab stop, and its text may end before it. Nor does it use the
    // hanging indent, which is also a tab stop.
    ...(label === null || typeof afterLabel(label) === "string"
      ? { tabStops: [{ type: "clear", position: tab }], indent: { start: tab - labelWidth, hanging: 0 } }
      : {}),
  };
  const entry = [...starts, link];
  return tracked ? tracked.tracker.paragraph(tracked.kind, options, entry) : paragraphOf(options, entry);
}

function mark(type: "begin" | "separate" | "end", further: Readonly<Record<string, string>> = {}): DocxElement {
  return new DocxElement("w:fldChar", { "w:fldCharType": type, ...further });
}

function instruction(text: string, name: "w:instrText" | "w:delInstrText" = "w:instrText"): DocxElement {
  return new DocxElement(name, { "xml:space": "preserve" }, [` ${text} `]);
}

/** Content for programs that support Word's extensions of 2012; others skip it. */
function inWord(element: DocxElement): ParagraphPart {
  const choice = new DocxElement("mc:Choice", { Requires: "w15" }, [element]);
  return new DocxElement("w:r", {}, [new DocxElement("mc:AlternateContent", {}, [choice])]);
}
