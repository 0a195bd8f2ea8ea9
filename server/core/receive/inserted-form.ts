import { Fragment } from "prosemirror-model";
import { clausesSaying } from "#core/receive/accepted-wording.ts";
import type { MarkedDraft } from "#core/receive/file-markup.ts";
import type { InsertOperation } from "#core/discuss/proposal-operation.ts";
import { referencesIn, stepContent, withNodes, withoutReferences } from "#core/receive/put-words.ts";
import type { Clause } from "#core/text/clause.ts";
import { labelsAtStart } from "#core/text/numbering.ts";
import { draftSchema } from "#core/text/schema.ts";

/**
 * What a clause that was put in is. Its label is its own only where it was typed: what a word processor counts it will
 * count anew. Its kind and depth are those it has in the text with all changes made; where that is not known, those of the
 * clause it follows, or, under a heading or a verb, of the one it stands before.
 */
export function insertedForm(
  content: Fragment,
  after: Clause | undefined,
  { text, accepted }: Pick<MarkedDraft, "text" | "accepted">,
): Pick<InsertOperation, "clause" | "notes"> {
  const readings = [...labelsAtStart(textIn(content)), undefined].map((typed) => {
    const own = trimmed(withPlainBlanks(typed ? content.cut(typed.length) : content));
    const words = textIn(own);
    const made = clausesSaying(accepted, words).find(({ attrs }) => !typed || attrs["label"] === typed.label.text);
    return { typed, own, made };
  });
  // What may be a label is one where the text with all changes made has it so; else where it can be nothing else.
  const reading = readings.find(({ made }) => made) ?? readings.find(({ typed }) => typed?.sure) ?? readings.at(-1);
  const { typed, own = content, made } = reading ?? {};
  const before = text.clauses[after ? text.clauses.indexOf(after) + 1 : 0];
  const opens = !after || ["verb", "heading", "title", "opening"].includes(after.kind);
  const like = opens && before && !["verb", "heading"].includes(before.kind) ? before : (after ?? before);
  const kind = (made?.attrs["kind"] as Clause["kind"] | undefined) ?? like?.kind ?? "paragraph";
  // There its words have their italics too; which notes are whose is known of the words themselves.
  const words = made ? withNodes(withoutReferences(made.content), referencesIn(own)) : own;
  const { notes, content: inline } = stepContent(words, accepted);
  return {
    clause: {
      kind: kind === "cell" || kind === "footnote" ? "paragraph" : kind,
      label: typed?.label.text ?? null,
      depth: (made?.attrs["depth"] as number | undefined) ?? like?.depth ?? 0,
      content: inline,
    },
    ...(notes && { notes }),
  };
}

/** Content as a draft has it: in NFC, every run of blanks, tabs and line ends one blank. */
export function withPlainBlanks(content: Fragment): Fragment {
  return Fragment.from(
    content.content.map((node) => (node.isText ? draftSchema.text(plainBlanks(node.text ?? ""), node.marks) : node)),
  );
}

/** The same of words. */
export function plainBlanks(words: string): string {
  return words.replace(/[\t\n ]+/gu, " ").normalize("NFC");
}

/** Content without blanks at its ends, wherever among the words its notes are. */
function trimmed(content: Fragment): Fragment {
  const words = withoutReferences(content);
  const text = textIn(words);
  const lead = text.length - text.trimStart().length;
  const end = Math.max(lead, text.trimEnd().length);
  const references = referencesIn(content).map(({ at, node }) => ({ at: Math.min(at, end) - lead, node }));
  return withNodes(words.cut(lead, words.size - (text.length - end)), references);
}

/** The words of content. */
export function textIn(content: Fragment): string {
  return content.content.map((node) => node.textContent).join("");
}
