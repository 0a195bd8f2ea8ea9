import { type IRunOptions, type Paragraph, TextRun } from "docx";
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

/** The line before what a source says: "Comments from ISOC and APC (6 Feb 2013)". */
export function sourceLine(said: CompiledThread | CompiledReply, wording: ThreadWording, style: string): Paragraph {
  const code = style === "ReplySource" ? "export-reply-from" : "export-comments-from";
  const date = sayDate(said.createdAt, wording.language);
  const text = word(code, wording.language, { source: spokenBy(said.source, wording), date });
  return paragraphOf({ style, bidirectional: readsRightToLeft(text), keepNext: true }, sentenceRuns(text));
}

/**
 * What one thread says, without who says it: of which words, the comment, the clause retyped with its changes, who stands
 * where, what was decided, and the comments on it. `style` is that of its paragraphs.
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

/** The comments on a comment, in date order, each after a line that says whose it is. */
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

/** Added and taken-out words where Word tracks nothing, in a comment or a column: told apart by line and by colour. */
const proposedLooks = {
  kept: {},
  inserted: { underline: {}, color: "1B6E3C" },
  deleted: { strike: true, color: "A3263C" },
} as const;

/** A paragraph somebody spoke, in the direction of its words. */
export function wordsParagraph(text: string, style: string): Paragraph {
  return paragraphOf({ style, bidirectional: readsRightToLeft(text) }, textParts(text, { look: "kept" }));
}

/** A sentence of the file's own, in which others may be quoted. */
export function sentenceParagraph(text: string, style: string): Paragraph {
  return paragraphOf({ style, bidirectional: readsRightToLeft(text) }, sentenceRuns(text));
}

/** A line of the file's own words about what was said. */
export function remarkParagraph(text: string, style: string): Paragraph {
  return paragraphOf({ style, bidirectional: readsRightToLeft(text) }, sentenceRuns(text, { style: "CommentMeta" }));
}

/** What a proposal makes of one clause: a line that says so, and the clause with what goes and what comes. */
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

/** A footnote reference where no footnote can stand: its label. */
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
