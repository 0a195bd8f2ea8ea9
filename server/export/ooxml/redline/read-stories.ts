import { UnsupportedPackageError } from "../../package/parts.ts";
import {
  childOf,
  descendants,
  elementsOf,
  relationNamespaces,
  type SourceElement,
  textIn,
  wordAttribute,
  type XmlSource,
} from "../../package/xml-source.ts";
import { type Cuts, hashOf } from "../../tracked/atoms.ts";
import { StoryBuilder, type StoryFormat } from "../../tracked/story-builder.ts";
import type { Stories, Story } from "../../tracked/story.ts";
import { inside } from "../block-elements.ts";
import type { WordFile } from "../word-file.ts";
import { paragraphAtoms } from "./run-segments.ts";

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

/** Returns the texts of the text boxes in an object, also those in its form for older programs. */
function boxesIn(element: SourceElement): SourceElement[] {
  return elementsOf(element).flatMap((inner) => (inner.name === "w:txbxContent" ? [inner] : boxesIn(inner)));
}

/**
 * Returns a key that is the same for the same object in two files. Ids differ between files, so a picture is known by
 * its bytes, an equation by its symbols, and a drawing by its shapes.
 */
function objectKey(element: SourceElement, part: string, file: WordFile): string {
  const { name } = element;
  if (name === "w:fldChar") return `field ${wordAttribute(element, "fldCharType") ?? ""}`;
  if (name === "w:instrText") return `field code ${textIn(element).trim()}`;
  if (name === "w:br") return `character ${name} ${wordAttribute(element, "type") ?? "textWrapping"}`;
  if (name === "w:sym")
    return `character ${name} ${wordAttribute(element, "font") ?? ""} ${wordAttribute(element, "char") ?? ""}`;
  if (/^w:(?:tab|cr|noBreakHyphen|softHyphen)$/u.test(name)) return `character ${name}`;
  if (name.startsWith("m:")) return `equation ${shapeOf(element)}`;
  const content = relatedContent(element, part, file);
  const boxes = boxesIn(element).length;
  if (content !== "") return `${content} ${String(boxes)}`;
  return boxes > 0 ? `boxes ${String(boxes)}` : `${name} ${shapeOf(element)}`;
}

/** Returns the shape of an element: names and text, without properties. */
function shapeOf(element: SourceElement): string {
  const inner = element.children.map((node) => {
    if (typeof node === "string") return node.trim();
    return /Pr$|^mc:Fallback$/u.test(node.name) ? "" : shapeOf(node);
  });
  return `${element.name}(${inner.join("")})`;
}

/** Returns the hashes of the parts that an object refers to, such as a picture's file. */
function relatedContent(element: SourceElement, part: string, file: WordFile): string {
  const relations = new Map(file.relationsOf(part).map((relation) => [relation.id, relation]));
  const chosen = childOf(element, "mc:Choice") ?? element;
  const targets = [chosen, ...descendants(chosen)].flatMap(({ attributes, name }) =>
    name === "a:hlinkClick"
      ? []
      : attributes
          .filter(({ uri }) => relationNamespaces.includes(uri))
          .flatMap(({ value }) => relations.get(value) ?? []),
  );
  return targets
    .map(({ type, external, target }) => {
      const bytes = external ? undefined : file.parts.get(target);
      return `${type} ${bytes ? hashOf(bytes) : target}`;
    })
    .join(" ");
}
