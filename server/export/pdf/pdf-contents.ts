import type { CompiledReply, CompiledThread } from "#core/compile/compilation.ts";
import { say } from "#core/messages/messages.ts";
import {
  dispositionLines,
  placementReason,
  positionLines,
  replyPosition,
  spokenParagraphs,
  threadRemarks,
  type ThreadWording,
} from "../shared/thread-phrases.ts";
import { sentenceCase } from "../shared/export-phrases.ts";

/** What a comment of a PDF file says: lines of text, for it knows nothing else. */
export function threadContents(thread: CompiledThread, wording: ThreadWording): string {
  const { language } = wording;
  return [
    ...spokenParagraphs(thread, wording),
    thread.proposedChange.map((step) => say(step, language)).join("\n"),
    threadRemarks(thread, wording).join(" · "),
    placementReason(thread, wording),
    positionLines(thread, wording).map(sentenceCase).join("\n"),
    dispositionLines(thread, wording).join("\n"),
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** What an answer says. */
export function replyContents(reply: CompiledReply, wording: ThreadWording): string {
  const position = replyPosition(reply, wording);
  return [...(position === null ? [] : [sentenceCase(position)]), ...spokenParagraphs(reply, wording)].join("\n\n");
}
