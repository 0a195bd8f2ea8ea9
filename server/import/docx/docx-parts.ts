import { generatedStyles } from "#core/compile/generated-styles.ts";
import type { CommentText } from "../shared/markup-recorder.ts";
import type { Numbering } from "../shared/number-counter.ts";
import { UnreadableFile } from "../shared/unreadable-file.ts";
import { child, childElements, textBelow, valueOf, type XmlElement } from "../shared/xml.ts";
import { openZip, type ZipParts } from "../shared/zip-parts.ts";
import { readNumbering } from "./numbering.ts";
import { readStyles, type StyleSheet } from "./styles.ts";

/** A reference from one part to another. */
export interface Relationship {
  readonly type: string;
  /** The name of an internal part, or an external URL. */
  readonly target: string;
  readonly external: boolean;
}

/** A Word file whose parts are unpacked on demand. */
class WordPackage {
  readonly #parts: ZipParts;

  constructor(parts: ZipParts) {
    this.#parts = parts;
  }

  /**
   * Returns a part's root element, or undefined if there is no such part.
   *
   * @throws UnreadableFile too-large, damaged
   */
  part(name: string): XmlElement | undefined {
    return this.#parts.part(name);
  }

  /**
   * Returns a part's bytes, or undefined if there is no such part.
   *
   * @throws UnreadableFile too-large, damaged
   */
  bytes(name: string): Uint8Array | undefined {
    return this.#parts.bytes(name);
  }

  /** Returns a part's relationships by id. */
  relationshipsOf(part: string): Map<string, Relationship> {
    const slash = part.lastIndexOf("/") + 1;
    const root = this.part(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`);
    return new Map(
      childElements(root, "rel:Relationship").map(({ attributes }) => {
        const external = attributes["TargetMode"] === "External";
        const target = attributes["Target"] ?? "";
        const type = (attributes["Type"] ?? "").replace(/^.*\//u, "");
        return [
          attributes["Id"] ?? "",
          { type, target: external ? target : resolve(part.slice(0, slash), target), external },
        ];
      }),
    );
  }
}

/**
 * Opens a Word file and finds its main part.
 *
 * @throws UnreadableFile not-this-format for other zip files and other Office files, too-large, damaged
 */
export function openPackage(bytes: Uint8Array): { file: WordPackage; main: string } {
  const parts = openZip(bytes);
  const file = new WordPackage(parts);
  const main = [...file.relationshipsOf("").values()].find(({ type }) => type === "officeDocument")?.target;
  if (main === undefined || !parts.names.has(main)) {
    if (parts.names.has("[Content_Types].xml")) throw new UnreadableFile("damaged", "the main part is missing");
    throw new UnreadableFile("not-this-format", "a zip file that is no Word file");
  }
  if (/^(?:xl|ppt)\//u.test(main)) throw new UnreadableFile("not-this-format", "an Excel or PowerPoint file");
  return { file, main };
}

/** Resolves a target, which is relative to its part's folder or absolute within the file. */
function resolve(folder: string, target: string): string {
  const steps = target.startsWith("/") ? [] : folder.split("/").filter(Boolean);
  for (const step of target.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}

/** The parts of a Word file needed to read its text. */
export interface DocxParts {
  readonly body: XmlElement;
  /** The parts that contain the text, with their names: the main part and those of the notes. */
  readonly texts: readonly { readonly name: string; readonly root: XmlElement }[];
  /** The package, for the content of pictures and embedded objects. */
  readonly file: Pick<WordPackage, "bytes">;
  readonly styles: StyleSheet;
  readonly numbering: Numbering;
  readonly settings: XmlElement | undefined;
  readonly footnotes: ReadonlyMap<string, XmlElement>;
  readonly endnotes: ReadonlyMap<string, XmlElement>;
  readonly comments: readonly CommentText[];
  /** Text in the part of the comments that belongs to no comment. */
  readonly strayComments: string;
  /** Link targets by relationship id, for the main part and the notes. */
  readonly links: Readonly<Record<"body" | "footnote" | "endnote", ReadonlyMap<string, Relationship>>>;
}

/**
 * Reads the parts named in the main part's relationships. Returns undefined if the main part has no body.
 *
 * @throws UnreadableFile too-large, damaged
 */
export function readParts(file: WordPackage, main: string): DocxParts | undefined {
  const root = file.part(main);
  const body = child(root, "w:body");
  if (!root || !body) return undefined;
  const links = file.relationshipsOf(main);
  const footnotes = partName("footnotes");
  const endnotes = partName("endnotes");
  const noteParts = [footnotes, endnotes].flatMap((name) => {
    const notes = name === undefined ? undefined : file.part(name);
    return name === undefined || !notes ? [] : [{ name, root: notes }];
  });
  return {
    body,
    texts: [{ name: main, root }, ...noteParts],
    file,
    styles: readStyles(partOf("styles")),
    numbering: readNumbering(partOf("numbering")),
    settings: partOf("settings"),
    footnotes: notesIn(footnotes, "w:footnote"),
    endnotes: notesIn(endnotes, "w:endnote"),
    strayComments: childElements(partOf("comments"))
      .filter(({ name }) => name !== "w:comment")
      .map((element) => textBelow(element).trim())
      .filter((text) => text !== "")
      .join(" "),
    comments: readComments(
      childElements(partOf("comments"), "w:comment"),
      childElements(partOf("commentsExtended"), "w15:commentEx"),
    ),
    links: {
      body: links,
      footnote: footnotes === undefined ? new Map() : file.relationshipsOf(footnotes),
      endnote: endnotes === undefined ? new Map() : file.relationshipsOf(endnotes),
    },
  };

  function partName(type: string): string | undefined {
    return [...links.values()].find((link) => link.type === type && !link.external)?.target;
  }

  function partOf(type: string): XmlElement | undefined {
    const name = partName(type);
    return name === undefined ? undefined : file.part(name);
  }

  /** Skips separators, which Word stores as notes. */
  function notesIn(part: string | undefined, name: string): Map<string, XmlElement> {
    const notes = childElements(noteParts.find((candidate) => candidate.name === part)?.root, name);
    const real = notes.filter(({ attributes }) => !/separator|notice/iu.test(attributes["w:type"] ?? ""));
    return new Map(real.map((note) => [note.attributes["w:id"] ?? "", note]));
  }
}

/**
 * Reads a file's comments. Threads and resolved states are in a separate part, which identifies a comment by the id of
 * its last paragraph.
 */
function readComments(comments: readonly XmlElement[], extended: readonly XmlElement[]): CommentText[] {
  const byParagraph = new Map<string, string>();
  for (const comment of comments) {
    for (const paragraph of childElements(comment, "w:p")) {
      byParagraph.set(paragraph.attributes["w14:paraId"] ?? "", comment.attributes["w:id"] ?? "");
    }
  }
  const states = new Map(
    extended.map(({ attributes }) => {
      const parent = byParagraph.get(attributes["w15:paraIdParent"] ?? "none") ?? null;
      const resolved = /^(?:1|true|on)$/iu.test(attributes["w15:done"] ?? "");
      return [byParagraph.get(attributes["w15:paraId"] ?? "none"), { parent, resolved }] as const;
    }),
  );
  const answered = new Set([...states.values()].map(({ parent }) => parent));
  return comments
    .filter((comment) => !isSignpost(comment, answered))
    .map((comment) => {
      const { attributes } = comment;
      const id = attributes["w:id"] ?? "";
      return {
        id,
        parent: states.get(id)?.parent ?? null,
        author: attributes["w:author"] ?? "",
        initials: attributes["w:initials"] ?? "",
        date: attributes["w:date"] ?? null,
        resolved: states.get(id)?.resolved ?? false,
        text: childElements(comment, "w:p")
          .filter((paragraph) => !isRemark(paragraph))
          .map(paragraphText)
          .join("\n")
          .trim(),
      };
    });
}

/**
 * Returns whether a paragraph contains only text that we generated on export, such as the comment's number, type and
 * decision.
 */
function isRemark(paragraph: XmlElement): boolean {
  const runs = childElements(paragraph, "w:r").filter((run) => childElements(run, "w:t").length > 0);
  return runs.length > 0 && runs.every((run) => valueOf(child(run, "w:rPr"), "w:rStyle") === generatedStyles.remark);
}

/**
 * Returns whether a comment is a generated pointer without replies: it refers to another comment on the same text, or
 * marks the change beside it as a proposal.
 */
function isSignpost(comment: XmlElement, answered: ReadonlySet<string | null>): boolean {
  const written = childElements(comment, "w:p").filter((paragraph) => paragraphText(paragraph).trim() !== "");
  return written.length > 0 && written.every(isRemark) && !answered.has(comment.attributes["w:id"] ?? "");
}

/** Returns a comment's plain text. Tabs and line breaks become spaces. */
function paragraphText(element: XmlElement): string {
  return childElements(element)
    .map((part) => {
      if (part.name === "w:t") return textBelow(part);
      if (part.name === "w:tab" || part.name === "w:br") return " ";
      return part.name === "w:del" || part.name === "w:pPr" || part.name === "w:rPr" ? "" : paragraphText(part);
    })
    .join("");
}
