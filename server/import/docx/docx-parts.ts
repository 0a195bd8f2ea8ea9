import type { CommentText } from "../shared/markup-recorder.ts";
import { readComments } from "./comments.ts";
import type { Relationship, WordPackage } from "./open-package.ts";
import type { Numbering } from "../shared/number-counter.ts";
import { readNumbering } from "./numbering.ts";
import { readStyles, type StyleSheet } from "./styles.ts";
import { child, childElements, type XmlElement } from "../shared/xml.ts";

/** A Word file's parts that the text needs. */
export interface DocxParts {
  readonly body: XmlElement;
  readonly styles: StyleSheet;
  readonly numbering: Numbering;
  readonly settings: XmlElement | undefined;
  readonly footnotes: ReadonlyMap<string, XmlElement>;
  readonly endnotes: ReadonlyMap<string, XmlElement>;
  readonly comments: readonly CommentText[];
  /** Where links lead, by relationship id, of the main part and of the notes. */
  readonly links: Readonly<Record<"body" | "footnote" | "endnote", ReadonlyMap<string, Relationship>>>;
}

/**
 * Reads the parts the main part's relationships lead to. Undefined where the main part has no body.
 * @throws UnreadableFile too-large, damaged
 */
export function readParts(file: WordPackage, main: string): DocxParts | undefined {
  const body = child(file.part(main), "w:body");
  if (!body) return undefined;
  const links = file.relationshipsOf(main);
  const footnotes = partName("footnotes");
  const endnotes = partName("endnotes");
  return {
    body,
    styles: readStyles(partOf("styles")),
    numbering: readNumbering(partOf("numbering")),
    settings: partOf("settings"),
    footnotes: notesIn(footnotes, "w:footnote"),
    endnotes: notesIn(endnotes, "w:endnote"),
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

  /** Separators are notes in form only. */
  function notesIn(part: string | undefined, name: string): Map<string, XmlElement> {
    const notes = part === undefined ? [] : childElements(file.part(part), name);
    const real = notes.filter(({ attributes }) => !/separator|notice/iu.test(attributes["w:type"] ?? ""));
    return new Map(real.map((note) => [note.attributes["w:id"] ?? "", note]));
  }
}
