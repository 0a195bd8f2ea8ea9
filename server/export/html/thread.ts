import type { Node } from "prosemirror-model";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { InlineContent } from "#core/discuss/proposal-operation.ts";
import type { ProposedClause } from "#core/propose/proposal-segment.ts";
import type { CompiledReply, CompiledThread } from "#core/compile/compilation.ts";
import type { Undrawn } from "#core/compile/tracked-proposals.ts";
import { sayDate } from "#core/messages/dates.ts";
import { say } from "#core/messages/messages.ts";
import { escapeHtml, inlineMarkup } from "#core/text/html-markup.ts";
import { draftSchema } from "#core/text/schema.ts";
import { sentenceMarkup, textElement } from "./page.ts";
import {
  dispositionLines,
  drawingWords,
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
import { sentenceCase, word } from "../shared/export-phrases.ts";

/** Returns the fragment of a thread. */
export function threadId(number: number): string {
  return `comment-${String(number)}`;
}

/** Returns the fragment of the text a thread is about. */
export function wordsId(number: number): string {
  return `words-${String(number)}`;
}

/** Converts inline content to a node that can be rendered. */
export function drawableNode(content: InlineContent): Node {
  // A proposed note has no position on the page to link to, so only the mark of its reference is rendered.
  const nodes = fragmentOf(content).content.map((node) =>
    /^(?:new|proposed)-/u.test(String(node.attrs["clause"] ?? ""))
      ? draftSchema.text(String(node.attrs["label"]), [draftSchema.mark("superscript")])
      : node,
  );
  return draftSchema.node("clause", { id: "drawn", kind: "paragraph" }, nodes);
}

/** Options for rendering a thread. */
export interface ThreadSetting {
  /** Whether the page contains the thread's text, so that it can link back to it. */
  placed: boolean;
  /**
   * The heading, as text. Defaults to the thread's name and source. A thread with another heading shows its name below
   * it.
   */
  heading?: string;
  /** The link of its heading. No link if omitted. */
  headingLink?: string;
  /**
   * "drawn" if the text shows the proposal, so that the thread need not repeat it; otherwise the reason why not. Null
   * if this does not apply.
   */
  drawing: "drawn" | Undrawn | null;
  /** Further attributes, as markup that starts with a space. */
  attributes?: string;
}

/** Renders a thread as an article. */
export function threadMarkup(
  thread: CompiledThread,
  wording: ThreadWording,
  { placed, heading, headingLink, drawing, attributes = "" }: ThreadSetting,
): string {
  const { language } = wording;
  const name = threadName(thread, language);
  const headed = heading ?? `${name} · ${sourceName(thread.source, wording)}`;
  const classes = ["thread", thread.kind, ...(thread.standing === "open" ? [] : ["gone"])].join(" ");
  const back = placed
    ? `\u00A0<a class="to-words" href="#${wordsId(thread.number)}" aria-label="${escapeHtml(`${name}: ${word("export-to-words", language)}`)}">↩</a>`
    : "";
  const group = thread.source ? [say({ code: `group-${thread.source.group}`, params: {} }, language)] : [];
  const told = headed.includes(name) ? [] : [name];
  const remarks = [...told, ...group, sayDate(thread.createdAt, language), ...threadRemarks(thread, wording)];
  const parts = [
    `<h3 dir="auto">${linked(sentenceMarkup(headed), headingLink)}${back}</h3>`,
    textElement("p", "remarks", remarks.join(" · ")),
    textElement("p", "remarks", placementReason(thread, wording)),
    textElement("p", "about", thread.targets.length === 0 ? originPlace(thread) : placedWords(thread, wording)),
    ...spokenParagraphs(thread, wording).map((paragraph) => textElement("p", "said", paragraph)),
    drawing === null ? "" : textElement("p", "remarks", drawingWords(drawing, language)),
    ...(drawing === "drawn" ? [] : thread.proposal).map((proposed) => proposedMarkup(proposed, wording)),
    ...positionLines(thread, wording).map((line) => textElement("p", "remarks", sentenceCase(line))),
    ...dispositionLines(thread, wording).map((line) => textElement("p", "remarks decided", line)),
    repliesMarkup(thread.replies, wording),
  ];
  return `<article class="${classes}" id="${threadId(thread.number)}"${attributes}>${parts.filter(Boolean).join("\n")}</article>`;
}

function linked(markup: string, href: string | undefined): string {
  return href === undefined ? markup : `<a href="${escapeHtml(href)}">${markup}</a>`;
}

function repliesMarkup(replies: readonly CompiledReply[], wording: ThreadWording): string {
  if (replies.length === 0) return "";
  const items = replies.map((reply) => {
    const position = replyPosition(reply, wording);
    const remarks = [sayDate(reply.createdAt, wording.language), ...(position ? [position] : [])].join(" · ");
    const head = `<p dir="auto"><strong>${escapeHtml(sourceName(reply.source, wording))}</strong> <span class="remarks">${escapeHtml(remarks)}</span></p>`;
    const said = spokenParagraphs(reply, wording).map((paragraph) => textElement("p", "said", paragraph));
    return `<li>${[head, ...said].join("\n")}</li>`;
  });
  return `<ol class="replies" aria-label="${escapeHtml(word("export-replies", wording.language))}">${items.join("\n")}</ol>`;
}

function proposedMarkup(proposed: ProposedClause, wording: ThreadWording): string {
  const label = proposed.proposedLabel ?? proposed.label;
  const text = proposed.segments.map(({ kind, content }) => {
    const written = inlineMarkup(drawableNode(content));
    if (kind === "kept") return written;
    return kind === "inserted" ? `<ins>${written}</ins>` : `<del>${written}</del>`;
  });
  const heading = textElement("p", "remarks", sentenceCase(proposedHeading(proposed, wording)));
  const words = `${label === null ? "" : `${escapeHtml(label)} `}${text.join("")}`;
  return `<div class="proposed">${heading}<p dir="auto">${words}</p></div>`;
}
