import { Tab, TextRun, type FileChild, type IParagraphOptions, type Paragraph, type XmlComponent } from "docx";
import type { CompiledClause } from "#core/compile/compilation.ts";
import { readsRightToLeft } from "#core/text/direction.ts";
import { line } from "./cover.ts";
import { DocxElement, paragraphOf, type ParagraphPart } from "./element.ts";
import type { ChangeTracker } from "./tracking.ts";
import { bookmarked, type ClauseSetting } from "./paragraphs.ts";
import { labelWidth } from "./styles.ts";
import { word } from "../shared/export-phrases.ts";

interface Entry {
  level: number;
  label: string | null;
  text: string;
  bookmark: string;
  /** What becomes of the heading as a whole, in a file with tracked changes: where it goes, its entry goes with it. */
  tracked: TrackedHeading | null;
  /** What the heading said before, and what rewords it, in a file with tracked changes; null where it says the same. */
  reworded: RewordedHeading | null;
}

/** That only one of two drafts has a heading at its place, and what takes it out or puts it in there. */
export interface TrackedHeading {
  kind: "inserted" | "deleted";
  tracker: ChangeTracker;
}

/** A heading's words before a tracked change of them. */
export interface RewordedHeading {
  label: string | null;
  text: string;
  tracker: ChangeTracker;
}

/** Fewer headings than this are seen at a glance. */
const fewestEntries = 3;
/** Levels that are listed, as Word's own tables of contents have it. */
const deepestLevel = 3;

/**
 * The headings of a file, for its table of contents.
 *
 * The table holds its entries, so that every program shows it as the file is opened, and each page number is a field of its
 * own. Around them stands Word's field for a table of contents, so that Word can make it anew. LibreOffice would take the
 * page numbers inside that field from the file, which cannot know them; so the field stands in an alternative that
 * LibreOffice passes over (ISO 29500-3, 10.2), and there the numbers are counted as the file is opened.
 */
export class ContentsBook {
  readonly #entries: Entry[] = [];

  /** Lists a heading of `level` (from 0); gives what makes its content a place the table can lead to. Deeper ones are not listed. */
  list(
    level: number,
    label: string | null,
    text: string,
    tracked: TrackedHeading | null = null,
    reworded: RewordedHeading | null = null,
  ): (content: readonly ParagraphPart[]) => ParagraphPart[] {
    if (level >= deepestLevel) return (content) => [...content];
    const number = this.#entries.length + 1;
    const bookmark = `contents_${String(number)}`;
    this.#entries.push({ level, label, text, bookmark, tracked, reworded });
    // Far from the numbers of the bookmarks that links within the draft lead to.
    return (content) => bookmarked(bookmark, 1_000_000 + number, content);
  }

  /** The table on a page of its own; nothing where there is little to list once all changes are accepted. */
  table(language: string): FileChild[] {
    const entries = this.#entries;
    if (entries.filter(({ tracked }) => tracked?.kind !== "deleted").length < fewestEntries) return [];
    const paragraphs = entries.map((entry, index) =>
      entryParagraph(
        entry,
        index === 0 ? [inWord(mark("begin")), inWord(instruction(tableField)), inWord(mark("separate"))] : [],
      ),
    );
    // As Word has it: a paragraph of its own, which the last entry joins where a tracked change takes it away.
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

/** A clause's content, where it is a heading as one that the table of contents leads to. */
export function listedHeading(
  { kind, label, text }: Pick<CompiledClause, "kind" | "label" | "text">,
  { level }: Pick<ClauseSetting, "level">,
  content: ParagraphPart[],
  contents: ContentsBook,
): ParagraphPart[] {
  return kind === "heading" ? contents.list(level, label, text)(content) : content;
}

const tableField = `TOC \\o "1-${String(deepestLevel)}" \\h \\z \\u`;

function entryParagraph(
  { level, label, text, bookmark, tracked, reworded }: Entry,
  starts: ParagraphPart[],
): Paragraph {
  const rightToLeft = readsRightToLeft(text);
  const run = (children: (string | XmlComponent)[]): TextRun =>
    new TextRun({ children: children, ...(rightToLeft ? { rightToLeft } : {}) });
  const gone = (said: string): XmlComponent => new DocxElement("w:delText", { "xml:space": "preserve" }, [said]);
  const goes = tracked?.kind === "deleted";
  const said = goes ? gone : (words: string): string => words;
  const words = [run([...(label === null ? [] : [said(label), new Tab()]), said(text)])];
  const before = reworded && [
    run([...(reworded.label === null ? [] : [gone(reworded.label), new Tab()]), gone(reworded.text)]),
  ];
  const runs = [
    ...(before ? reworded.tracker.track("deleted", before) : []),
    ...(before ? reworded.tracker.track("inserted", words) : words),
    run([new Tab()]),
    run([mark("begin", { "w:dirty": "true" })]),
    run([instruction(`PAGEREF ${bookmark} \\h`, goes ? "w:delInstrText" : "w:instrText")]),
    run([mark("separate")]),
    run([said("…")]),
    run([mark("end")]),
  ];
  const parts = tracked ? tracked.tracker.track(tracked.kind, runs) : runs;
  const link = new DocxElement("w:hyperlink", { "w:anchor": bookmark, "w:history": 1 }, parts as XmlComponent[]);
  const tab = labelWidth * (level / 2 + 1);
  const options: IParagraphOptions = {
    style: `TOC${String(level + 1)}`,
    bidirectional: rightToLeft,
    // A heading without a label has no use for the label's stop, which its words may end before; nor for the indent that
    // hangs the label, which is a stop too.
    ...(label === null
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

/** What programs that know Word's extensions of 2012 read, and others pass over. */
function inWord(element: DocxElement): ParagraphPart {
  const choice = new DocxElement("mc:Choice", { Requires: "w15" }, [element]);
  return new DocxElement("w:r", {}, [new DocxElement("mc:AlternateContent", {}, [choice])]);
}
