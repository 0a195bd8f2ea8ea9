import { type IRunOptions, type Paragraph, TextRun } from "docx";
import { ooxmlColour } from "#core/compile/colours.ts";
import type { CompiledReply, CompiledThread } from "#core/compile/compilation.ts";
import { furnitureStyles } from "#core/compile/furniture-styles.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import { sayDate } from "#core/messages/dates.ts";
import type { ProposedClause } from "#core/propose/proposal-segment.ts";
import { readsRightToLeft } from "#core/text/direction.ts";
import { sentenceCase, word } from "../shared/export-phrases.ts";
import { inlineRunsOf } from "../shared/inline-runs.ts";
import {
  dispositionLines,
  originPlace,
  placedWords,
  placementReason,
  positionLines,
  proposedHeading,
  replyPosition,
  spokenBy,
  spokenParagraphs,
  threadName,
  threadRemarks,
  type ThreadWording,
} from "../shared/thread-phrases.ts";
import { paragraphOf, type ParagraphPart } from "./element.ts";
import { directionRuns, runParts, sentenceRuns } from "./runs.ts";

/** Builds the line before a source's comment: "Comments from ISOC and APC (6 Feb 2013)". */
export function sourceLine(said: CompiledThread | CompiledReply, wording: ThreadWording, style: string): Paragraph {
  const code = style === "ReplySource" ? "export-reply-from" : "export-comments-from";
  const date = sayDate(said.createdAt, wording.language);
  const text = word(code, wording.language, { source: spokenBy(said.source, wording), date });
  return paragraphOf({ style, bidirectional: readsRightToLeft(text), keepNext: true }, sentenceRuns(text));
}

/**
 * Renders one thread without its source and replies: the text it is about, the comment, the clause retyped with its
 * changes, the positions and the decision. `style` is the style of its paragraphs.
 */
export function threadParagraphs(thread: CompiledThread, wording: ThreadWording, style: string): Paragraph[] {
  const { language } = wording;
  const remarks = [threadName(thread, language), ...threadRemarks(thread, wording)].join(" · ");
  const about = thread.targets.length === 0 ? originPlace(thread) : placedWords(thread, wording);
  const lines = [remarks, placementReason(thread, wording), about].filter(Boolean);
  return [
    ...lines.map((text) => remarkParagraph(text, style)),
    ...spokenParagraphs(thread, wording).map((text) => wordsParagraph(text, style)),
    ...thread.proposal.flatMap((proposed) => proposedParagraphs(proposed, wording, style)),
    ...positionLines(thread, wording).map((text) => remarkParagraph(sentenceCase(text), style)),
    ...dispositionLines(thread, wording).map((text) => remarkParagraph(text, style)),
  ];
}

/** Renders the replies of a thread in date order, each after a line that names its source. */
export function replyParagraphs(thread: CompiledThread, wording: ThreadWording): Paragraph[] {
  return thread.replies.flatMap((reply) => {
    const position = replyPosition(reply, wording);
    return [
      sourceLine(reply, wording, "ReplySource"),
      ...(position ? [remarkParagraph(sentenceCase(position), "ReplyText")] : []),
      ...spokenParagraphs(reply, wording).map((text) => wordsParagraph(text, "ReplyText")),
    ];
  });
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
  return paragraphOf({ style, bidirectional: readsRightToLeft(text) }, sentenceRuns(text, { style: "CommentMeta" }));
}

/** Renders a proposal's effect on one clause: a heading line, and the clause with its deleted and inserted text. */
export function proposedParagraphs(proposed: ProposedClause, wording: ThreadWording, style: string): Paragraph[] {
  const label = proposed.proposedLabel ?? proposed.label;
  const parts: ParagraphPart[] = label === null ? [] : [new TextRun({ text: `${label} ` })];
  let text = label ?? "";
  for (const { kind, content } of proposed.segments) {
    for (const run of inlineRunsOf(fragmentOf(content))) {
      if (run.kind === "text") {
        text += run.text;
        parts.push(...textParts(run.text, { ...run.marks, look: kind }));
      } else {
        parts.push(...runParts(run, { rightToLeft: false, language: null, bookmarks: new Set(), note: printedMark }));
      }
    }
  }
  return [
    remarkParagraph(sentenceCase(proposedHeading(proposed, wording)), style),
    paragraphOf({ style, bidirectional: readsRightToLeft(text) }, parts),
  ];
}

/** Renders a footnote reference as its label, for positions where a footnote is not allowed. */
export function printedMark({ label }: { label: string }): ParagraphPart[] {
  return [new TextRun({ text: label, style: furnitureStyles.printedNote })];
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
