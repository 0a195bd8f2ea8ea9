import type { PendingNotice } from "#core/text/segments/block.ts";

/**
 * Metadata between lines of dashes or plus signs before a text, as site generators and editors write it. In drafts of
 * Internet standards (kramdown-rfc) the second line names the first part of the text: "--- abstract".
 */
const frontMatter =
  /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n((?:.*\r?\n){0,200}?)(?:\1|\.\.\.)(?:[ \t]*|[ \t]+(?:abstract|middle|note_\S+)[ \t]*)(?:\r?\n|$)/u;
/** A line of metadata: a key with a value, an entry of a list, a comment, a continued value, or nothing. */
const metadata = /^(?:[\w.-]+\s*[:=].*|\s*-\s.*|\s*#.*|\s+\S.*|\s*)$/u;

/** Removes the metadata before a Markdown or HTML text. */
export function withoutFrontMatter(text: string): { text: string; notices: PendingNotice[] } {
  const [whole = "", , lines = ""] = frontMatter.exec(text) ?? [];
  const isMetadata = /^[\w.-]+\s*[:=]/mu.test(lines) && lines.split(/\r?\n/u).every((line) => metadata.test(line));
  if (!isMetadata) return { text, notices: [] };
  return { text: text.slice(whole.length), notices: [{ code: "front-matter-left-out", params: {}, at: "" }] };
}

/** Marks that stand for a table of contents that a program puts in. kramdown replaces the list above its mark. */
const contentsMark =
  /^(?:\[\[?_?toc_?\]?\]|(?:[\p{L}\s]{0,40}\n)?\{:?\s*toc\b[^}\n]*\}|\$\{toc\}|<!--\s*(?:toc|tocstop)\s*-->|@\[toc\])$/iu;

/** Whether a paragraph is only a mark where a program puts a table of contents. */
export function isContentsMark(paragraph: string): boolean {
  return contentsMark.test(paragraph.trim());
}

/**
 * Whether a paragraph is only syntax of kramdown: a line between the parts of a draft of an Internet standard ("---
 * middle"), or the attributes of a block ("{:.no_toc}"). Like a line of dashes, it is not reported.
 */
export function isKramdownLine(paragraph: string): boolean {
  return /^(?:---[ \t]+(?:abstract|middle|back|note_\S+)|\{:[^}\n]*\})$/u.test(paragraph.trim());
}

/** How a note of the editor begins, in six languages. A note by the secretariat may be part of the document. */
const editorsNote =
  /^[\s[({*_]*(?:editor(?:[’']?s?|ial)?(?:[’']s)? note|note (?:by|from|of) the editors?|drafting note|note de la rédaction|note de l[’']éditeur|nota (?:del editor|de la redacción)|примечание (?:редактора|редакции)|от редакции|编者(?:按|注)|ملاحظة (?:المحرر|من المحرر|التحرير))(?!\p{L})/iu;

/** Whether a paragraph is a note of the editor to the reader of the file, and not part of the text. */
export function isEditorsNote(paragraph: string): boolean {
  return editorsNote.test(paragraph);
}

/** Characters of a note that was left out to show. */
const shown = 60;

/**
 * Reports a note that was left out.
 *
 * @param at the index of the block after it
 */
export function noteLeftOut(text: string, at: number): PendingNotice {
  const words = text.trim().replace(/\s+/gu, " ");
  return {
    code: "editors-note-left-out",
    params: { text: words.length > shown ? `${words.slice(0, shown)}…` : words },
    at,
  };
}
