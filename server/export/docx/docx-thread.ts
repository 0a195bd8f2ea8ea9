import type { Paragraph } from "docx";
import type { CompiledReply, CompiledThread } from "#core/compile/compilation.ts";
import { sayDate } from "#core/messages/dates.ts";
import { readsRightToLeft } from "#core/text/reads-right-to-left.ts";
import { paragraphOf } from "./docx-element.ts";
import { proposedParagraphs, remarkParagraph, wordsParagraph } from "./docx-said.ts";
import { sentenceRuns } from "./docx-sentence.ts";
import {
  dispositionLines,
  originPlace,
  placedWords,
  placementReason,
  positionLines,
  replyPosition,
  spokenBy,
  spokenParagraphs,
  threadName,
  threadRemarks,
  type ThreadWording,
} from "../shared/thread-phrases.ts";
import { sentenceCase, word } from "../shared/export-phrases.ts";

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
