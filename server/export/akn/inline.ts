import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { CompiledClause } from "#core/compile/compilation.ts";
import type { InlineContent } from "#core/discuss/proposal-operation.ts";
import { noteId } from "./names.ts";
import { cutRuns, inlineRunsOf, type InlineRun } from "../shared/inline-runs.ts";
import { escapeXml, xmlElement } from "../shared/xml.ts";

/** The renderers for inline content. */
export interface AknInline {
  /** Renders a reference to a footnote: the note itself at the first reference, its mark at later ones. */
  footnote: (reference: Extract<InlineRun, { kind: "note" }>) => string;
}

/**
 * Renders a clause's content, with a `noteRef` at the end of each thread's range. Ranges of several threads may
 * overlap, which elements cannot express, so only `analysis` records where a range starts.
 */
export function aknContent({ content, highlights }: CompiledClause, inline: AknInline): string {
  const runs = cutRuns(
    inlineRunsOf(fragmentOf(content)),
    highlights.map(({ end }) => end),
  );
  const waiting = [...highlights].sort((left, right) => left.end - right.end || left.thread - right.thread);
  const written = new Set<string>();
  const markup: string[] = [];
  const flush = (before: (end: number) => boolean): void => {
    for (let next = waiting[0]; next && before(next.end); next = waiting[0]) {
      waiting.shift();
      const mark = `${String(next.thread)}@${String(next.end)}`;
      if (!written.has(mark)) markup.push(noteReference(noteId(next.thread), String(next.thread)));
      written.add(mark);
    }
  };
  for (const run of runs) {
    // A footnote's mark stays attached to the word before it, so a comment's mark follows it.
    flush((end) => (run.kind === "note" ? end < run.start : end <= run.start));
    markup.push(runMarkup(run, inline));
  }
  flush(() => true);
  return markup.join("");
}

/** Renders content without threads: text that a proposal inserts or deletes. */
export function aknPlainContent(content: InlineContent, inline: AknInline): string {
  return inlineRunsOf(fragmentOf(content))
    .map((run) => runMarkup(run, inline))
    .join("");
}

/** Renders the mark of a note that is elsewhere. */
export function noteReference(id: string, marker: string): string {
  return xmlElement("noteRef", { href: `#${id}`, marker });
}

function runMarkup(run: InlineRun, inline: AknInline): string {
  if (run.kind === "break") return xmlElement("br");
  if (run.kind === "note") return inline.footnote(run);
  const { href, ...marks } = run.marks;
  const wrapped = formats.reduce(
    (markup, [mark, element, attributes]) => (marks[mark] ? xmlElement(element, attributes, markup) : markup),
    escapeXml(run.text),
  );
  if (href === undefined) return wrapped;
  return xmlElement(href.startsWith("#") ? "ref" : "a", { href }, wrapped);
}

/** Strike-through is formatting here. `del` would mean that the text has been deleted. */
const formats = [
  ["subscript", "sub", {}],
  ["superscript", "sup", {}],
  ["strike", "span", { style: "text-decoration:line-through" }],
  ["underline", "u", {}],
  ["emphasis", "i", {}],
  ["strong", "b", {}],
] as const;
