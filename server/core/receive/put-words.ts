import { Fragment, type Node } from "prosemirror-model";
import type { PutNote } from "#core/receive/file-markup.ts";
import { contentOf } from "#core/discuss/inline-content.ts";
import type { InlineContent, NewNote } from "#core/discuss/proposal-operation.ts";
import { draftSchema } from "#core/text/schema.ts";

/** Words that were put into a text, with the footnotes among them. */
export interface PutWords {
  text: string;
  notes?: readonly PutNote[];
}

/** Some of the words with their notes; a note at an edge is with the words before it, the first of all with those after. */
export function cutPut<Put extends PutWords>(put: Put, from: number, to = put.text.length): Put & Required<PutWords> {
  const notes = (put.notes ?? [])
    .filter(({ at }) => (at > from || at === 0) && at <= to && (from === 0 || at !== 0))
    .map((note) => ({ ...note, at: note.at - from }));
  return { ...put, text: put.text.slice(from, to), notes };
}

/** The words line by line. */
export function linesOf(put: PutWords): PutWords[] {
  const lines: PutWords[] = [];
  let from = 0;
  for (const line of put.text.split("\n")) {
    const notes = (put.notes ?? [])
      .filter(({ at }) => from <= at && at <= from + line.length)
      .map((note) => ({ ...note, at: note.at - from }));
    lines.push({ text: line, notes });
    from += line.length + 1;
  }
  return lines;
}

/** Begins the name of a note that no draft has yet; what it says follows. */
const put = "put ";

/** References to notes that were put in, at their places in words that have none. */
export function withReferences(words: Fragment, notes: readonly PutNote[] | undefined): Fragment {
  return withNodes(
    words,
    (notes ?? []).map(({ at, text }) => ({
      at,
      node: draftSchema.node("footnoteReference", { clause: put + text, label: "*" }),
    })),
  );
}

/** The references in content, each at its UTF-16 offset into the words. */
export function referencesIn(content: Fragment): { at: number; node: Node }[] {
  let at = 0;
  return content.content.flatMap((node) => {
    at += node.textContent.length;
    return node.type.name === "footnoteReference" ? [{ at, node }] : [];
  });
}

/** Words with these nodes among them. */
export function withNodes(words: Fragment, nodes: readonly { at: number; node: Node }[]): Fragment {
  let result = Fragment.empty;
  let reached = 0;
  for (const { at, node } of nodes) {
    const to = Math.min(Math.max(at, reached), words.size);
    result = result.append(words.cut(reached, to)).append(Fragment.from(node));
    reached = to;
  }
  return result.append(words.cut(reached));
}

/**
 * Content as a step has it, with the notes that come with it. What they say is looked up in the text with every change
 * made, which has their italics and their signs.
 */
export function stepContent(content: Fragment, accepted: Node): { content: InlineContent; notes?: NewNote[] } {
  const notes: NewNote[] = [];
  const nodes = content.content.map((node) => {
    const clause = String(node.attrs["clause"] ?? "");
    if (node.type.name !== "footnoteReference" || !clause.startsWith(put)) return node;
    const words = clause.slice(put.length);
    const made = accepted.children.find(
      ({ attrs, textContent }) => attrs["kind"] === "footnote" && textContent.trim() === words,
    );
    const label = String(made?.attrs["label"] ?? "*");
    const own = made ? made.content : words === "" ? Fragment.empty : Fragment.from(draftSchema.text(words));
    notes.push({ label, content: contentOf(withoutReferences(own)) });
    return node.type.create({ clause: `new-${String(notes.length)}`, label });
  });
  return { content: contentOf(Fragment.from(nodes)), ...(notes.length > 0 && { notes }) };
}

/** Content without its references. */
export function withoutReferences(content: Fragment): Fragment {
  return Fragment.from(content.content.filter(({ type }) => type.name !== "footnoteReference"));
}
