import { edited } from "./edits.ts";
import { type Parts, WordFile } from "./word-file.ts";
import { descendants, elementsOf, wordAttribute, type SourceElement } from "./xml-source.ts";

const kinds = [
  { part: "footnotes", note: "w:footnote", reference: "w:footnoteReference" },
  { part: "endnotes", note: "w:endnote", reference: "w:endnoteReference" },
] as const;

/**
 * Returns a package without the notes whose references were removed from its text. A reader of the file would add them
 * at the end. `before` is the package with all references.
 */
export function withoutLostNotes(before: Parts, after: Parts): Map<string, Uint8Array> {
  const files = { before: new WordFile(before), after: new WordFile(after) };
  const parts = new Map(after);
  for (const { part, note, reference } of kinds) {
    const name = files.after.related(part);
    const source = files.after.source(name);
    if (name === undefined || !source) continue;
    const referred = idsOf(files.before.source(files.before.main)?.root, reference);
    for (const id of idsOf(files.after.source(files.after.main)?.root, reference)) referred.delete(id);
    const lost = elementsOf(source.root).filter(
      (element) => element.name === note && referred.has(wordAttribute(element, "id") ?? ""),
    );
    if (lost.length === 0) continue;
    const edits = lost.map(({ start, end }) => ({ start, end, text: "" }));
    parts.set(name, new TextEncoder().encode(edited(source.xml, edits)));
  }
  return parts;
}

/** Returns the ids in the references of a text. */
function idsOf(root: SourceElement | undefined, reference: string): Set<string> {
  const references = root ? [...descendants(root)].filter(({ name }) => name === reference) : [];
  return new Set(references.map((element) => wordAttribute(element, "id") ?? ""));
}
