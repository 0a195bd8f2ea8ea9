import type { CompiledReply, CompiledThread } from "#core/compile/compilation.ts";
import type { ProposedClause } from "#core/propose/proposal-segment.ts";
import { sayDate } from "#core/messages/dates.ts";
import { forumId, noteId, organisationId } from "./names.ts";
import { aknPlainContent, type AknInline } from "./inline.ts";
import {
  dispositionLines,
  originPlace,
  placedWords,
  placementReason,
  positionLines,
  proposedHeading,
  replyPosition,
  sourceName,
  spokenParagraphs,
  threadName,
  threadRemarks,
  type ThreadWording,
} from "../shared/thread-phrases.ts";
import { sentenceCase } from "../shared/export-phrases.ts";
import { escapeXml, xmlContainer, xmlElement } from "../shared/xml.ts";

/** A note cannot contain footnotes, so only their marks are printed. */
const printed: AknInline = { footnote: ({ label }) => xmlElement("sup", {}, escapeXml(label)) };

/**
 * Renders threads as editorial notes. `note` is for notes by persons other than the text's author; the draft's own
 * footnotes are `authorialNote`. A proposal is also a note, with its wording in `ins` and `del`. `textualMod` and `mod`
 * would mean that it has already amended the text.
 */
export function aknNotes(threads: readonly CompiledThread[], wording: ThreadWording): string {
  if (threads.length === 0) return "";
  return xmlContainer(
    "notes",
    { source: `#${forumId}` },
    threads.map((thread) => noteMarkup(thread, wording)),
  );
}

function noteMarkup(thread: CompiledThread, wording: ThreadWording): string {
  const { language } = wording;
  const about = thread.targets.length === 0 ? originPlace(thread) : placedWords(thread, wording);
  const remarks = [sayDate(thread.createdAt, language), ...threadRemarks(thread, wording)].join(" · ");
  const organisations = thread.source?.organisations ?? [];
  const attributes = {
    eId: noteId(thread.number),
    class: thread.kind,
    marker: thread.number,
    refersTo: organisations.length > 0 ? organisations.map(({ id }) => `#${organisationId(id)}`).join(" ") : null,
  };
  return xmlContainer("note", attributes, [
    line("source", [threadName(thread, language), sourceName(thread.source, wording)].join(" · ")),
    line("remarks", remarks),
    line("remarks", placementReason(thread, wording)),
    line("words", about),
    ...spokenParagraphs(thread, wording).map((text) => line("said", text)),
    ...thread.proposal.flatMap((proposed) => proposedLines(proposed, wording)),
    ...positionLines(thread, wording).map((text) => line("position", sentenceCase(text))),
    ...dispositionLines(thread, wording).map((text) => line("disposition", text)),
    ...thread.replies.flatMap((reply) => replyLines(reply, wording)),
  ]);
}

function replyLines(reply: CompiledReply, wording: ThreadWording): string[] {
  const position = replyPosition(reply, wording);
  const head = [sourceName(reply.source, wording), sayDate(reply.createdAt, wording.language), position ?? ""];
  return [
    line("replySource", head.filter(Boolean).join(" · ")),
    ...spokenParagraphs(reply, wording).map((text) => line("reply", text)),
  ];
}

function proposedLines(proposed: ProposedClause, wording: ThreadWording): string[] {
  const label = proposed.proposedLabel ?? proposed.label;
  const words = proposed.segments.map(({ kind, content }) => {
    const written = aknPlainContent(content, printed);
    if (kind === "kept") return written;
    return xmlElement(kind === "inserted" ? "ins" : "del", {}, written);
  });
  return [
    line("remarks", sentenceCase(proposedHeading(proposed, wording))),
    xmlElement("p", { class: "proposed" }, `${label === null ? "" : `${escapeXml(label)} `}${words.join("")}`),
  ];
}

function line(className: string, text: string): string {
  return text === "" ? "" : xmlElement("p", { class: className }, escapeXml(text));
}
