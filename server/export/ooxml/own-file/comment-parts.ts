import { ooxmlColour } from "#core/compile/colours.ts";
import { generatedStyles } from "#core/compile/generated-styles.ts";
import type { CommentBook } from "../../docx/comments.ts";
import { appended, childOf, elementsOf, wordAttribute, wordNamespaces } from "../../package/xml-source.ts";
import { escapeXml, xmlElement } from "../../shared/xml.ts";
import type { PackageChanges } from "../package-changes.ts";
import type { WordFile } from "../word-file.ts";
import { checkPrefix } from "./new-content.ts";

/** Namespaces of later versions of Word. */
const later = {
  w14: "http://schemas.microsoft.com/office/word/2010/wordml",
  w15: "http://schemas.microsoft.com/office/word/2012/wordml",
  w16cid: "http://schemas.microsoft.com/office/word/2016/wordml/cid",
} as const;

/** Relations of the parts that add to the comments. */
const relations = {
  commentsExtended: "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
} as const;

/** Word gives 8 hexadecimal digits to each comment's paragraph. They must be below 0x80000000. */
const firstParagraphId = 0x5a000000;

/** Adds comments to those of a file. */
export class CommentParts {
  readonly #file: WordFile;
  readonly #changes: PackageChanges;
  readonly #first: number;

  constructor(file: WordFile, changes: PackageChanges) {
    this.#file = file;
    this.#changes = changes;
    const own = elementsOf(file.relatedRoot("comments")).map((comment) => Number(wordAttribute(comment, "id")));
    this.#first = Math.max(-1, ...own.filter((id) => Number.isSafeInteger(id))) + 1;
  }

  /** Returns the id in the file of a comment of the book. */
  idOf(comment: number): string {
    return String(this.#first + comment);
  }

  /** Writes the comments of a book, with their replies and whether they are resolved. */
  write({ comments, texts }: Pick<CommentBook, "comments" | "texts">): void {
    if (comments.length === 0) return;
    const paragraphIds = this.#freeParagraphIds(comments.length);
    const written = comments.map(({ author, initials, date }, index) => {
      const attributes = {
        "w:id": this.idOf(index),
        "w:author": author,
        "w:date": `${(date ?? new Date(0)).toISOString().slice(0, 19)}Z`,
        "w:initials": initials,
      };
      return xmlElement("w:comment", attributes, withParagraphId(texts[index] ?? "", paragraphIds[index] ?? ""));
    });
    this.#append("comments", written.join(""));
    const extended = comments.map(({ parentId = -1, resolved = false }, index) =>
      xmlElement("w15:commentEx", {
        "xmlns:w15": later.w15,
        "w15:paraId": paragraphIds[index],
        "w15:paraIdParent": parentId < 0 ? null : paragraphIds[parentId],
        "w15:done": resolved ? 1 : 0,
      }),
    );
    this.#append("commentsExtended", extended.join(""));
    if (this.#file.related("commentsIds") === undefined) return;
    const ids = paragraphIds.map((id) =>
      xmlElement("w16cid:commentId", { "xmlns:w16cid": later.w16cid, "w16cid:paraId": id, "w16cid:durableId": id }),
    );
    this.#append("commentsIds", ids.join(""));
  }

  /** Appends elements to a part, or adds the part. */
  #append(type: "comments" | "commentsExtended" | "commentsIds", xml: string): void {
    const part = this.#file.related(type);
    const source = this.#file.source(part);
    if (part === undefined || !source) {
      if (type !== "commentsIds") this.#add(type, xml);
      return;
    }
    if (type === "comments") checkPrefix(source.root, part);
    this.#changes.edit(part, [appended(source, xml)]);
  }

  #add(type: "comments" | "commentsExtended", xml: string): void {
    const { main } = this.#file;
    const { uri = wordNamespaces[0] } = this.#file.source(main)?.root ?? {};
    const root = type === "comments" ? "w:comments" : "w15:commentsEx";
    const text = `<${root} xmlns:w="${escapeXml(uri ?? "")}" xmlns:w14="${later.w14}" xmlns:w15="${later.w15}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14 w15">${xml}</${root}>`;
    this.#changes.addBesideMain(text, type, type === "comments" ? undefined : relations[type]);
  }

  /** Returns ids that no paragraph of the file has. */
  #freeParagraphIds(count: number): string[] {
    const used = new Set<string>();
    for (const [name, bytes] of this.#file.parts) {
      if (!name.endsWith(".xml")) continue;
      for (const [, id = ""] of new TextDecoder().decode(bytes).matchAll(/paraId="([\dA-Fa-f]{8})"/gu)) {
        used.add(id.toUpperCase());
      }
    }
    const ids: string[] = [];
    for (let next = firstParagraphId; ids.length < count; next += 1) {
      const id = next.toString(16).toUpperCase();
      if (!used.has(id)) ids.push(id);
    }
    return ids;
  }
}

/** Word identifies a comment by its last paragraph. */
function withParagraphId(xml: string, id: string): string {
  const at = xml.lastIndexOf("<w:p>");
  return `${xml.slice(0, at)}<w:p xmlns:w14="${later.w14}" w14:paraId="${id}"${xml.slice(at + "<w:p".length)}`;
}

/** The styles of comments in a file. Undefined if the file has none of that name. */
export interface CommentStyles {
  readonly text: string | undefined;
  readonly sign: string | undefined;
}

/**
 * Returns the file's styles for comments, and adds the one that marks text that is not the commenter's own. Files are
 * recognised by it when they are imported again.
 */
export function commentStyles(file: WordFile, changes: PackageChanges): CommentStyles {
  const styles = elementsOf(file.relatedRoot("styles")).filter(({ name }) => name === "w:style");
  const idOf = (styleName: string): string | undefined => {
    const found = styles.find((style) => wordAttribute(childOf(style, "w:name"), "val")?.toLowerCase() === styleName);
    return wordAttribute(found, "styleId");
  };
  const part = file.related("styles");
  const source = file.source(part);
  const hasRemark = styles.some((style) => wordAttribute(style, "styleId") === generatedStyles.remark);
  if (part !== undefined && source?.root.raw === "w:styles" && !hasRemark) {
    const remark =
      `<w:style w:type="character" w:customStyle="1" w:styleId="${generatedStyles.remark}"><w:name w:val="Comment Meta"/>` +
      `<w:rPr><w:color w:val="${ooxmlColour("ink-soft")}"/></w:rPr></w:style>`;
    changes.edit(part, [appended(source, remark)]);
  }
  return { text: idOf("annotation text"), sign: idOf("annotation reference") };
}

/** Returns comments' paragraphs with the file's own style for comments, or without one. */
export function withStyle(xml: string, style: string | undefined): string {
  const own = style === undefined ? "" : `<w:pStyle w:val="${style}"/>`;
  return xml.replaceAll('<w:pStyle w:val="CommentText"/>', own);
}
