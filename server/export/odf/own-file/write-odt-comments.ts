import type { Compilation } from "#core/compile/compilation.ts";
import { CommentBook } from "../../docx/comments.ts";
import { type Edit, edited } from "../../package/xml-source.ts";
import { type CommentRange, CommentRanges, type CommentText, placeComments } from "../../tracked/comment-ranges.ts";
import type { OwnFile } from "../../tracked/own-file.ts";
import { threadCount } from "../../shared/steps.ts";
import { type ThreadViewer, threadViewer } from "../../shared/thread-view.ts";
import { escapeXml, xmlElement } from "../../shared/xml.ts";
import { NewStyles, odtParagraphs } from "../odt-styles.ts";
import { contentPart, OdtContent } from "../odt-content.ts";
import { OdtPlaces, type OdtStretch } from "./odt-places.ts";

/**
 * Writes the comments of a compilation into the version's own OpenDocument text. The file's own comments and tracked
 * changes stay. Parts without an edit keep their bytes.
 *
 * @throws UnsupportedPackageError if the comments cannot be written safely
 */
export function writeOdtComments({ parts, sources, compilation }: OwnFile): Map<string, Uint8Array> {
  const written = new Map(parts);
  if (threadCount(compilation) === 0) return written;
  const content = new OdtContent(parts);
  const places = new OdtPlaces(content, sources, compilation.clauses);
  const styles = new NewStyles(content);
  const edits = commentEdits(compilation, { content, places, styles, view: threadViewer(compilation) });
  written.set(contentPart, new TextEncoder().encode(edited(content.source.xml, [...styles.edits(), ...edits])));
  return written;
}

/** The text to which comments are added. */
export interface OdtCommentSetting {
  readonly content: OdtContent;
  readonly places: OdtPlaces;
  readonly styles: NewStyles;
  readonly view: ThreadViewer;
}

/** Returns the edits that insert the comments of a compilation. */
export function commentEdits(compilation: Compilation, { content, places, styles, view }: OdtCommentSetting): Edit[] {
  const book = new CommentBook(view, compilation.version.language);
  const ranges = new CommentRanges(compilation.clauses, commentText(places));
  const placed: { range: CommentRange<number>; comments: readonly number[] }[] = [];
  placeComments(compilation, { book, view }, (first, last, comments) => {
    const range = ranges.find(first, last);
    placed.push({ range, comments });
    return range;
  });
  const names = freeNames(content.source.xml, book.comments.length);
  const declared = content.declarations(["office", "text", "dc", "meta", "loext"]);
  const annotations = book.comments.map(({ author = "", initials = "", date, parentId = -1, resolved }, index) => {
    const facts =
      xmlElement("dc:creator", {}, escapeXml(author)) +
      xmlElement("dc:date", {}, (date ?? new Date(0)).toISOString().slice(0, 19)) +
      xmlElement("meta:creator-initials", {}, escapeXml(initials));
    const attributes = {
      ...declared,
      "office:name": names[index],
      "loext:parent-name": parentId < 0 ? null : names[parentId],
      "loext:resolved": String(resolved === true),
    };
    return xmlElement("office:annotation", attributes, facts + odtParagraphs(book.texts[index] ?? "", styles));
  });
  return placed.flatMap(({ range: { start, end, isPoint }, comments }): Edit[] => {
    const begun = comments.map((comment) => annotations[comment]).join("");
    const ends = comments.map((comment) => xmlElement("office:annotation-end", { "office:name": names[comment] }));
    const edit = (at: number, text: string): Edit => ({ start: at, end: at, text });
    return [edit(start, begun), ...(isPoint ? [] : [edit(end, ends.join(""))])];
  });
}

/**
 * Returns the text that comments can be on, with offsets in the part's text. Notes have none, so a comment is around them.
 * A comment without an end marks a position.
 */
function commentText(places: OdtPlaces): CommentText<OdtStretch, number> {
  return {
    part: contentPart,
    within: (clause, from, to) => places.within(clause, from, to).filter(({ note }) => note === null),
    before: ({ from }) => from,
    after: ({ to }) => to,
    isInObject: ({ holder }) => holder !== null,
    isReversed: ({ start, end }) => end < start,
    noteEnds: (clause) => {
      const note = places.within(clause, 0, Infinity)[0]?.note;
      return note ? { start: note.start, end: note.end } : undefined;
    },
  };
}

/** Returns names for comments that the file does not use. */
function freeNames(xml: string, count: number): string[] {
  const used = new Set(Array.from(xml.matchAll(/"(__Annotation__\d+)"/gu), ([, name]) => name));
  const names: string[] = [];
  for (let next = 1; names.length < count; next += 1) {
    const name = `__Annotation__${String(next)}`;
    if (!used.has(name)) names.push(name);
  }
  return names;
}
