import { CommentBook } from "../docx/comments.ts";
import { type Edit, edited } from "../original/edits.ts";
import { childOf } from "../original/xml-source.ts";
import { placeComments } from "../own-file/comment-marks.ts";
import { appended } from "../own-file/comment-parts.ts";
import type { OwnFile } from "../own-file/write-own-file.ts";
import { threadCount } from "../shared/steps.ts";
import { threadViewer } from "../shared/thread-view.ts";
import { escapeXml, xmlElement } from "../shared/xml.ts";
import { OdtCommentTexts } from "./comment-text.ts";
import { contentPart, OdtContent } from "./odt-content.ts";
import { OdtPlaces } from "./odt-places.ts";
import { type OdtRange, OdtRanges } from "./odt-ranges.ts";

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
  const { xml } = content.source;
  const view = threadViewer(compilation);
  const book = new CommentBook(view, compilation.version.language);
  const ranges = new OdtRanges(compilation.clauses, new OdtPlaces(content, sources, compilation.clauses));
  const placed: { range: OdtRange; comments: readonly number[] }[] = [];
  placeComments(compilation, { book, view }, (first, last, comments) => {
    const range = ranges.find(first, last);
    placed.push({ range, comments });
    return range;
  });
  const texts = new OdtCommentTexts(content);
  const names = freeNames(xml, book.comments.length);
  const annotations = book.comments.map((_comment, index) => annotation(index));
  const edits = placed.flatMap(({ range: { start, end }, comments }): Edit[] => {
    const begun = comments.map((comment) => annotations[comment]).join("");
    const ends = comments.map((comment) => xmlElement("office:annotation-end", { "office:name": names[comment] }));
    const edit = (at: number, text: string): Edit => ({ start: at, end: at, text });
    return [edit(start, begun), ...(end === null ? [] : [edit(end, ends.join(""))])];
  });
  written.set(contentPart, new TextEncoder().encode(edited(xml, [...withStyles(content, texts.styles()), ...edits])));
  return written;

  function annotation(index: number): string {
    const { author = "", initials = "", date, parentId = -1, resolved = false } = book.comments[index] ?? {};
    const declared = content.declarations(["office", "text", "dc", "meta", "loext"]);
    const paragraphs = texts.paragraphs(book.texts[index] ?? "");
    const facts =
      xmlElement("dc:creator", {}, escapeXml(author)) +
      xmlElement("dc:date", {}, (date ?? new Date(0)).toISOString().slice(0, 19)) +
      xmlElement("meta:creator-initials", {}, escapeXml(initials));
    const attributes = {
      ...declared,
      "office:name": names[index],
      "loext:parent-name": parentId < 0 ? null : names[parentId],
      "loext:resolved": String(resolved),
    };
    return xmlElement("office:annotation", attributes, facts + paragraphs);
  }
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

/** Returns the edit that adds automatic styles. */
function withStyles({ source: { xml, root } }: OdtContent, styles: string): Edit[] {
  if (styles === "") return [];
  const holder = childOf(root, "office:automatic-styles");
  if (holder) return [appended({ xml, root: holder }, styles)];
  const start = childOf(root, "office:body")?.start ?? root.closeStart;
  return [{ start, end: start, text: xmlElement("office:automatic-styles", {}, styles) }];
}
