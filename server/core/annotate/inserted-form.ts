import { Fragment } from "prosemirror-model";
import { contentOf } from "#core/annotate/inline-content.ts";
import type { MarkedDraft } from "#core/annotate/marked-draft.ts";
import type { InsertOperation } from "#core/annotate/proposal-operation.ts";
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
): InsertOperation["clause"] {
  const readings = [...labelsAtStart(textIn(content)), undefined].map((typed) => {
    const own = trimmed(withPlainBlanks(typed ? content.cut(typed.length) : content));
    const words = textIn(own);
    const made = accepted.children.find(
      ({ textContent, attrs }) => textContent === words && (!typed || attrs["label"] === typed.label.text),
    );
    return { typed, own, made };
  });
  // What may be a label is one where the text with all changes made has it so; else where it can be nothing else.
  const reading = readings.find(({ made }) => made) ?? readings.find(({ typed }) => typed?.sure) ?? readings.at(-1);
  const { typed, own = content, made } = reading ?? {};
  const before = text.clauses[after ? text.clauses.indexOf(after) + 1 : 0];
  const opens = !after || ["verb", "heading", "title", "opening"].includes(after.kind);
  const like = opens && before && !["verb", "heading"].includes(before.kind) ? before : (after ?? before);
  const kind = (made?.attrs["kind"] as Clause["kind"] | undefined) ?? like?.kind ?? "paragraph";
  return {
    kind: kind === "cell" || kind === "footnote" ? "paragraph" : kind,
    label: typed?.label.text ?? null,
    depth: (made?.attrs["depth"] as number | undefined) ?? like?.depth ?? 0,
    // There its words have their italics too.
    content: contentOf(made ? withoutNotes(made.content) : own),
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

/** What a file's notes are is not what a version's are. */
function withoutNotes(content: Fragment): Fragment {
  return Fragment.from(content.content.filter(({ type }) => type.name !== "footnoteReference"));
}

/** Content without blanks at its ends. */
function trimmed(content: Fragment): Fragment {
  const text = textIn(content);
  const lead = text.length - text.trimStart().length;
  const trail = text.length - text.trimEnd().length;
  return content.cut(lead, content.size - trail);
}

/** The words of content. */
export function textIn(content: Fragment): string {
  return content.content.map((node) => node.textContent).join("");
}
