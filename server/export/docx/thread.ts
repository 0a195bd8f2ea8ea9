import { type IRunOptions, type Paragraph, TextRun } from "docx";
import { ooxmlColour } from "#core/compile/colours.ts";
import { generatedStyles } from "#core/compile/generated-styles.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import { readsRightToLeft } from "#core/text/direction.ts";
import { sentenceCase } from "../shared/export-phrases.ts";
import { inlineRunsOf } from "../shared/inline-runs.ts";
import type { ProposedClauseView, ReplyView, ThreadView } from "../shared/thread-view.ts";
import { paragraphOf, type ParagraphPart } from "./element.ts";
import { directionRuns, runParts, sentenceRuns } from "./runs.ts";

/** Builds the line before a source's comment or reply: "Comments from ISOC and APC (6 Feb 2013)". */
export function sourceLine({ heading }: ThreadView | ReplyView, style: string): Paragraph {
  return paragraphOf({ style, bidirectional: readsRightToLeft(heading), keepNext: true }, sentenceRuns(heading));
}

/**
 * Renders one thread without its source and replies: the text it is about, the comment, the clause retyped with its
 * changes, the positions and the decision. `style` is the style of its paragraphs.
 */
export function threadParagraphs(thread: ThreadView, style: string): Paragraph[] {
  return [
    headParagraph(thread, style),
    ...[thread.placementReason, thread.about].filter(Boolean).map((text) => remarkParagraph(text, style)),
    ...thread.paragraphs.map((text) => wordsParagraph(text, style)),
    ...thread.proposal.flatMap((proposed) => proposedParagraphs(proposed, style)),
    ...thread.positions.map((text) => remarkParagraph(sentenceCase(text), style)),
    ...thread.decision.map((text) => remarkParagraph(text, style)),
    ...thread.outcomeText.flatMap((clause) => proposedParagraphs(clause, style)),
  ];
}

/** The same in few lines, for a column: what is said about the comment stands in one paragraph, before and after it. */
export function closeThreadParagraphs(thread: ThreadView, style: string): Paragraph[] {
  const before = { ...thread, remarks: [...thread.remarks, thread.placementReason, thread.about].filter(Boolean) };
  const after = [...thread.positions.map(sentenceCase), ...thread.decision];
  return [
    headParagraph(before, style),
    ...thread.paragraphs.map((text) => wordsParagraph(text, style)),
    ...thread.proposal.flatMap((proposed) => proposedParagraphs(proposed, style)),
    ...(after.length > 0 ? [remarkParagraph(after.join(" · "), style)] : []),
  ];
}

/** Renders the replies of a thread in date order. Each begins with its source, in the same line. */
export function closeReplyParagraphs(thread: ThreadView, style: string): Paragraph[] {
  return thread.replies.flatMap(({ heading, position, paragraphs }) => {
    const [first = "", ...further] = paragraphs;
    const source = [...sentenceRuns(heading, { style: "SourceName" }), new TextRun({ text: " · " })];
    const stance = position === null ? [] : sentenceRuns(`${sentenceCase(position)} · `, remarkFormat);
    const begun = { style, bidirectional: readsRightToLeft(heading), indent: { start: replyIndent } };
    return [
      paragraphOf(begun, [...source, ...stance, ...textParts(first, { look: "kept" })]),
      ...further.map((text) =>
        paragraphOf({ ...begun, bidirectional: readsRightToLeft(text) }, textParts(text, { look: "kept" })),
      ),
    ];
  });
}

/** Indent of a reply in a column, in twips. */
const replyIndent = 240;

/** Renders the replies of a thread in date order, each after a line that names its source. */
export function replyParagraphs(thread: ThreadView): Paragraph[] {
  return thread.replies.flatMap((reply) => [
    sourceLine(reply, "ReplySource"),
    ...(reply.position ? [remarkParagraph(sentenceCase(reply.position), "ReplyText")] : []),
    ...reply.paragraphs.map((text) => wordsParagraph(text, "ReplyText")),
  ]);
}

/**
 * Formatting of inserted and deleted text in comments and columns, where Word tracks nothing. Distinguished by line and
 * by colour.
 */
const proposedLooks = {
  kept: {},
  inserted: { underline: {}, color: ooxmlColour("inserted-ink") },
  deleted: { strike: true, color: ooxmlColour("deleted-ink") },
} as const;

/** Builds a paragraph of a comment or reply, in the direction of its text. */
export function wordsParagraph(text: string, style: string): Paragraph {
  return paragraphOf({ style, bidirectional: readsRightToLeft(text) }, textParts(text, { look: "kept" }));
}

/** Builds a paragraph of generated text, which may contain quotations. */
export function sentenceParagraph(text: string, style: string): Paragraph {
  return paragraphOf({ style, bidirectional: readsRightToLeft(text) }, sentenceRuns(text));
}

/** Builds a line of generated text about a comment. */
export function remarkParagraph(text: string, style: string): Paragraph {
  return paragraphOf({ style, bidirectional: readsRightToLeft(text) }, sentenceRuns(text, remarkFormat));
}

const remarkFormat: IRunOptions = { style: generatedStyles.remark };

/** Builds the first line about a comment: its name, the group of its source in the group's colour, and its remarks. */
export function headParagraph({ name, source: { group }, remarks }: ThreadView, style: string): Paragraph {
  if (!group) return remarkParagraph([name, ...remarks].join(" · "), style);
  const runs = [
    ...sentenceRuns(`${name} · `, remarkFormat),
    ...sentenceRuns(group.name, { ...remarkFormat, color: ooxmlColour(group.colour) }),
    ...sentenceRuns(["", ...remarks].join(" · "), remarkFormat),
  ];
  return paragraphOf({ style, bidirectional: readsRightToLeft(name) }, runs);
}

/** Renders a proposal's effect on one clause: a heading line, and the clause with its deleted and inserted text. */
export function proposedParagraphs({ heading, label, segments }: ProposedClauseView, style: string): Paragraph[] {
  const parts: ParagraphPart[] = label === null ? [] : [new TextRun({ text: `${label} ` })];
  let text = label ?? "";
  for (const { kind, content } of segments) {
    for (const run of inlineRunsOf(fragmentOf(content))) {
      if (run.kind === "text") {
        text += run.text;
        parts.push(...textParts(run.text, { ...run.marks, look: kind }));
      } else {
        parts.push(...runParts(run, { rightToLeft: false, language: null, bookmarks: new Set(), note: printedMark }));
      }
    }
  }
  return [remarkParagraph(heading, style), paragraphOf({ style, bidirectional: readsRightToLeft(text) }, parts)];
}

/** Renders a footnote reference as its label, for positions where a footnote is not allowed. */
export function printedMark({ label }: { label: string }): ParagraphPart[] {
  return [new TextRun({ text: label, style: generatedStyles.printedNote })];
}

function textParts(
  text: string,
  { look, emphasis, strong }: { look: keyof typeof proposedLooks; emphasis?: true; strong?: true },
): ParagraphPart[] {
  const runs = readsRightToLeft(text) ? directionRuns(text) : [{ text, rightToLeft: false }];
  const format: IRunOptions = {
    ...(emphasis ? { italics: true, italicsComplexScript: true } : {}),
    ...(strong ? { bold: true, boldComplexScript: true } : {}),
    ...proposedLooks[look],
  };
  return runs.map((run) => new TextRun({ ...format, ...run }));
}
