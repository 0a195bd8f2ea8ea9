import type { CompiledThread } from "#core/compile/compilation.ts";
import { forumId, noteId, organisationId } from "./names.ts";
import { aknPlainContent, type AknInline } from "./inline.ts";
import { sentenceCase } from "../shared/export-phrases.ts";
import type { ProposedClauseView, ReplyView, ThreadView, ThreadViewer } from "../shared/thread-view.ts";
import { escapeXml, xmlContainer, xmlElement } from "../shared/xml.ts";

/** A note cannot contain footnotes, so only their marks are printed. */
const printed: AknInline = { footnote: ({ label }) => xmlElement("sup", {}, escapeXml(label)) };

/**
 * Renders threads as editorial notes. `note` is for notes by persons other than the text's author; the draft's own
 * footnotes are `authorialNote`. A proposal is also a note, with its wording in `ins` and `del`. `textualMod` and `mod`
 * would mean that it has already amended the text.
 */
export function aknNotes(threads: readonly CompiledThread[], view: ThreadViewer): string {
  if (threads.length === 0) return "";
  return xmlContainer(
    "notes",
    { source: `#${forumId}` },
    threads.map((thread) => noteMarkup(view(thread))),
  );
}

function noteMarkup(thread: ThreadView): string {
  const { organisations } = thread.source;
  const attributes = {
    eId: noteId(thread.number),
    class: thread.kind,
    marker: thread.number,
    refersTo: organisations.length > 0 ? organisations.map(({ id }) => `#${organisationId(id)}`).join(" ") : null,
  };
  return xmlContainer("note", attributes, [
    line("source", [thread.name, thread.source.name].join(" · ")),
    line("remarks", [thread.date, ...thread.remarks].join(" · ")),
    line("remarks", thread.placementReason),
    line("words", thread.about),
    ...thread.paragraphs.map((text) => line("said", text)),
    ...thread.proposal.flatMap(proposedLines),
    ...thread.positions.map((text) => line("position", sentenceCase(text))),
    ...thread.disposition.map((text) => line("disposition", text)),
    ...thread.replies.flatMap(replyLines),
  ]);
}

function replyLines({ source, date, position, paragraphs }: ReplyView): string[] {
  const head = [source.name, date, position ?? ""];
  return [line("replySource", head.filter(Boolean).join(" · ")), ...paragraphs.map((text) => line("reply", text))];
}

function proposedLines({ heading, label, segments }: ProposedClauseView): string[] {
  const words = segments.map(({ kind, content }) => {
    const written = aknPlainContent(content, printed);
    if (kind === "kept") return written;
    return xmlElement(kind === "inserted" ? "ins" : "del", {}, written);
  });
  return [
    line("remarks", heading),
    xmlElement("p", { class: "proposed" }, `${label === null ? "" : `${escapeXml(label)} `}${words.join("")}`),
  ];
}

function line(className: string, text: string): string {
  return text === "" ? "" : xmlElement("p", { class: className }, escapeXml(text));
}
