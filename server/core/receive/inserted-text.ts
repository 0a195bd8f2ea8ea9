import { Fragment, type Node } from "prosemirror-model";
import { contentOf } from "#core/discuss/inline-content.ts";
import type { InlineContent, InsertOperation, NewNote } from "#core/discuss/proposal-operation.ts";
import { clausesWithText } from "#core/receive/accepted-wording.ts";
import type { InsertedNote, MarkedDraft } from "#core/receive/file-markup.ts";
import type { Clause } from "#core/text/clause.ts";
import { labelsAtStart } from "#core/text/labels/numbering.ts";
import { draftSchema } from "#core/text/schema.ts";
import { streamSafe } from "#core/text/stream-safe.ts";

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
function referencesIn(content: Fragment): { at: number; node: Node }[] {
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

/**
 * Determines the properties of an inserted clause. It has a label only if the label was typed, because a word processor
 * generates its own numbers again. Its kind and depth come from the text with all changes accepted. If they are not
 * found there, it takes those of the clause that it follows. Under a heading or verb it takes those of the next clause.
 */
export function insertedForm(
  content: Fragment,
  after: Clause | undefined,
  { text, accepted }: Pick<MarkedDraft, "text" | "accepted">,
): Pick<InsertOperation, "clause" | "notes"> {
  const readings = [...labelsAtStart(textIn(content)), undefined].map((typed) => {
    const own = trimmed(
      withPlainBlanks(typed ? content.cut(0, typed.opening).append(content.cut(typed.length)) : content),
    );
    const text = textIn(own);
    const acceptedClause = clausesWithText(accepted, text).find(
      ({ attrs }) => !typed || attrs["label"] === typed.label.text,
    );
    return { typed, own, made: acceptedClause };
  });
  // Possible label text is a label if it is one in the text with all changes accepted. Otherwise it is a label only if
  // it can be nothing else.
  const reading =
    readings.find(({ made: acceptedClause }) => acceptedClause) ??
    readings.find(({ typed }) => typed?.sure) ??
    readings.at(-1);
  const { typed, own = content, made: acceptedClause } = reading ?? {};
  const before = text.clauses[after ? text.clauses.indexOf(after) + 1 : 0];
  const opens = !after || ["verb", "heading", "title", "opening"].includes(after.kind);
  const model = opens && before && !["verb", "heading"].includes(before.kind) ? before : (after ?? before);
  const kind = (acceptedClause?.attrs["kind"] as Clause["kind"] | undefined) ?? model?.kind ?? "paragraph";
  // The accepted text also has the formatting, such as italics. The note references come from the inserted content
  // itself.
  const clauseContent = acceptedClause ? withNodes(withoutReferences(acceptedClause.content), referencesIn(own)) : own;
  const { notes, content: inline } = stepContent(clauseContent, accepted);
  return {
    clause: {
      kind: kind === "cell" || kind === "footnote" ? "paragraph" : kind,
      label: typed?.label.text ?? null,
      depth: (acceptedClause?.attrs["depth"] as number | undefined) ?? model?.depth ?? 0,
      content: inline,
    },
    ...(notes && { notes }),
  };
}

/** Normalises content as in a draft: NFC, with each run of spaces, tabs and line ends replaced by one space. */
export function withPlainBlanks(content: Fragment): Fragment {
  return Fragment.from(
    content.content.map((node) => (node.isText ? draftSchema.text(plainBlanks(node.text ?? ""), node.marks) : node)),
  );
}

/** Normalises a text in the same way as `withPlainBlanks`. */
export function plainBlanks(text: string): string {
  return streamSafe(text.replace(/[\t\n ]+/gu, " ")).normalize("NFC");
}

/** Removes spaces from both ends of the text, wherever its note references are. */
function trimmed(content: Fragment): Fragment {
  const plain = withoutReferences(content);
  const text = textIn(plain);
  const lead = text.length - text.trimStart().length;
  const end = Math.max(lead, text.trimEnd().length);
  const references = referencesIn(content).map(({ at, node }) => ({ at: Math.min(at, end) - lead, node }));
  return withNodes(plain.cut(lead, plain.size - (text.length - end)), references);
}

/** Returns the text of a fragment. */
export function textIn(content: Fragment): string {
  return content.content.map((node) => node.textContent).join("");
}
