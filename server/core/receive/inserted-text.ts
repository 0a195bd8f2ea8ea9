import { Fragment, type Node } from "prosemirror-model";
import type { InsertedNote } from "#core/receive/file-markup.ts";
import { contentOf } from "#core/discuss/inline-content.ts";
import type { InlineContent, NewNote } from "#core/discuss/proposal-operation.ts";
import { draftSchema } from "#core/text/schema.ts";

/** Inserted text, with the footnotes in it. */
export interface InsertedText {
  text: string;
  notes?: readonly InsertedNote[];
}

/**
 * Cuts out part of an inserted text with its notes. A note at an edge belongs to the text before it; a note at the very
 * start belongs to the text after it.
 */
export function cutPut<Put extends InsertedText>(
  insertion: Put,
  from: number,
  to = insertion.text.length,
): Put & Required<InsertedText> {
  const notes = (insertion.notes ?? [])
    .filter(({ at }) => (at > from || at === 0) && at <= to && (from === 0 || at !== 0))
    .map((note) => ({ ...note, at: note.at - from }));
  return { ...insertion, text: insertion.text.slice(from, to), notes };
}

/** Splits an inserted text into lines. */
export function linesOf(insertion: InsertedText): InsertedText[] {
  const lines: InsertedText[] = [];
  let from = 0;
  for (const line of insertion.text.split("\n")) {
    const notes = (insertion.notes ?? [])
      .filter(({ at }) => from <= at && at <= from + line.length)
      .map((note) => ({ ...note, at: note.at - from }));
    lines.push({ text: line, notes });
    from += line.length + 1;
  }
  return lines;
}

/** Prefix of the id of a note that is in no draft yet; the note's text follows. */
const newNotePrefix = "put ";

/** Inserts references to new notes into text without references. */
export function withReferences(content: Fragment, notes: readonly InsertedNote[] | undefined): Fragment {
  return withNodes(
    content,
    (notes ?? []).map(({ at, text }) => ({
      at,
      node: draftSchema.node("footnoteReference", { clause: newNotePrefix + text, label: "*" }),
    })),
  );
}

/** Returns the references in content, each with its UTF-16 offset into the text. */
export function referencesIn(content: Fragment): { at: number; node: Node }[] {
  let at = 0;
  return content.content.flatMap((node) => {
    at += node.textContent.length;
    return node.type.name === "footnoteReference" ? [{ at, node }] : [];
  });
}

/** Inserts nodes into text at their offsets. */
export function withNodes(content: Fragment, nodes: readonly { at: number; node: Node }[]): Fragment {
  let result = Fragment.empty;
  let reached = 0;
  for (const { at, node } of nodes) {
    const to = Math.min(Math.max(at, reached), content.size);
    result = result.append(content.cut(reached, to)).append(Fragment.from(node));
    reached = to;
  }
  return result.append(content.cut(reached));
}

/**
 * Returns content in the form of an operation, with its new notes. The notes' text is looked up in the text with all
 * changes accepted, which has their formatting and labels.
 */
export function stepContent(content: Fragment, accepted: Node): { content: InlineContent; notes?: NewNote[] } {
  const notes: NewNote[] = [];
  const nodes = content.content.map((node) => {
    const clause = String(node.attrs["clause"] ?? "");
    if (node.type.name !== "footnoteReference" || !clause.startsWith(newNotePrefix)) return node;
    const text = clause.slice(newNotePrefix.length);
    const acceptedNote = accepted.children.find(
      ({ attrs, textContent }) => attrs["kind"] === "footnote" && textContent.trim() === text,
    );
    const label = String(acceptedNote?.attrs["label"] ?? "*");
    const noteContent = acceptedNote
      ? acceptedNote.content
      : text === ""
        ? Fragment.empty
        : Fragment.from(draftSchema.text(text));
    notes.push({ label, content: contentOf(withoutReferences(noteContent)) });
    return node.type.create({ clause: `new-${String(notes.length)}`, label });
  });
  return { content: contentOf(Fragment.from(nodes)), ...(notes.length > 0 && { notes }) };
}

/** Returns content without its footnote references. */
export function withoutReferences(content: Fragment): Fragment {
  return Fragment.from(content.content.filter(({ type }) => type.name !== "footnoteReference"));
}
