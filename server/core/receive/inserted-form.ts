import { Fragment } from "prosemirror-model";
import { clausesWithText } from "#core/receive/accepted-wording.ts";
import type { MarkedDraft } from "#core/receive/file-markup.ts";
import type { InsertOperation } from "#core/discuss/proposal-operation.ts";
import { referencesIn, stepContent, withNodes, withoutReferences } from "#core/receive/inserted-text.ts";
import type { Clause } from "#core/text/clause.ts";
import { labelsAtStart } from "#core/text/labels/numbering.ts";
import { draftSchema } from "#core/text/schema.ts";
import { streamSafe } from "#core/text/stream-safe.ts";

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
