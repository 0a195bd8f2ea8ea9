import type { Node } from "prosemirror-model";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { InlineContent } from "#core/discuss/proposal-operation.ts";
import { cssColour } from "#core/discuss/stakeholder-group.ts";
import { escapeHtml, inlineMarkup } from "#core/text/html-markup.ts";
import { draftSchema } from "#core/text/schema.ts";
import { sentenceMarkup, textElement } from "./page.ts";
import type { ProposedClauseView, ReplyView, ThreadView } from "../shared/thread-view.ts";
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
  /** The heading, as text. Defaults to name and source. A thread with another heading shows its name below it. */
  heading?: string;
  /** The link of its heading. No link if omitted. */
  headingLink?: string;
  /** Whether the page leaves out the text of the draft, so that the thread cannot link back to it. */
  withoutText?: boolean;
}

/** Renders a thread as an article. `attributes` are further attributes, as markup that starts with a space. */
export function threadMarkup(
  thread: ThreadView,
  language: string,
  attributes: string,
  { heading, headingLink, withoutText }: ThreadSetting = {},
): string {
  const { number, name, source, inText } = thread;
  const title = heading ?? `${name} · ${source.name}`;
  const classes = ["thread", thread.kind, ...(thread.isOpen ? [] : ["is-closed"])].join(" ");
  const back = thread.isPlaced && !withoutText ? backLink(thread, language) : "";
  const remarks = [
    ...(title.includes(name) ? [] : [sentenceMarkup(name)]),
    ...(source.group ? [groupMarkup(source.group)] : []),
    ...[thread.date, ...thread.remarks].map(sentenceMarkup),
  ];
  const parts = [
    `<h3 dir="auto">${linked(sentenceMarkup(title), headingLink)}${back}</h3>`,
    `<p class="remarks" dir="auto">${remarks.join(" · ")}</p>`,
    textElement("p", "remarks", thread.placementReason),
    textElement("p", "about", thread.about),
    ...thread.paragraphs.map((paragraph) => textElement("p", "comment-text", paragraph)),
    textElement("p", "remarks", inText?.remark ?? ""),
    // The text shows the proposal, so the thread need not repeat it.
    ...(inText?.isShown ? [] : thread.proposal).map(proposedMarkup),
    ...thread.positions.map((line) => textElement("p", "remarks", sentenceCase(line))),
    ...thread.decision.map((line) => textElement("p", "remarks decided", line)),
    ...thread.outcomeText.map(proposedMarkup),
    repliesMarkup(thread.replies, language),
  ];
  return `<article class="${classes}" id="${threadId(number)}"${attributes}>${parts.filter(Boolean).join("\n")}</article>`;
}

/** Renders the name of a group in its colour. */
function groupMarkup({ name, colour }: NonNullable<ThreadView["source"]["group"]>): string {
  return `<span style="color:${cssColour(colour)}">${sentenceMarkup(name)}</span>`;
}

function linked(markup: string, href: string | undefined): string {
  return href === undefined ? markup : `<a href="${escapeHtml(href)}">${markup}</a>`;
}

function backLink({ number, name }: ThreadView, language: string): string {
  const label = escapeHtml(word("export-to-words", language, { thread: name }));
  return `\u00A0<a class="to-text" href="#${wordsId(number)}" aria-label="${label}">↩</a>`;
}

function repliesMarkup(replies: readonly ReplyView[], language: string): string {
  if (replies.length === 0) return "";
  const items = replies.map(({ source, date, position, paragraphs }) => {
    const remarks = [date, ...(position ? [position] : [])].join(" · ");
    const head = `<p dir="auto"><strong>${escapeHtml(source.name)}</strong> <span class="remarks">${escapeHtml(remarks)}</span></p>`;
    return `<li>${[head, ...paragraphs.map((paragraph) => textElement("p", "comment-text", paragraph))].join("\n")}</li>`;
  });
  return `<ol class="replies" aria-label="${escapeHtml(word("export-replies", language))}">${items.join("\n")}</ol>`;
}

/** Renders a redline of a clause below its heading. */
export function proposedMarkup({ heading, label, segments }: ProposedClauseView): string {
  const text = segments.map(({ kind, content }) => {
    const written = inlineMarkup(drawableNode(content));
    if (kind === "kept") return written;
    return kind === "inserted" ? `<ins>${written}</ins>` : `<del>${written}</del>`;
  });
  const markup = `${label === null ? "" : `${escapeHtml(label)} `}${text.join("")}`;
  return `<div class="proposed">${textElement("p", "remarks", heading)}<p dir="auto">${markup}</p></div>`;
}
