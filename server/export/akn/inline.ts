import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { CompiledClause } from "#core/compile/compilation.ts";
import type { InlineContent } from "#core/discuss/proposal-operation.ts";
import { noteId } from "./names.ts";
import { cutRuns, inlineRunsOf, type InlineRun } from "../shared/inline-runs.ts";
import { escapeXml, xmlElement } from "../shared/xml.ts";

/** What the content of clauses is drawn with. */
export interface AknInline {
  /** A reference to a footnote: the note itself where it is referred to first, its mark after that. */
  footnote: (reference: Extract<InlineRun, { kind: "note" }>) => string;
}

/**
 * A clause's content, with a `noteRef` at the end of the words each thread speaks of. Ranges of several threads may cross,
 * which elements cannot: where the words begin is told by `analysis`.
 */
export function aknContent({ content, highlights }: CompiledClause, inline: AknInline): string {
  const runs = cutRuns(
    inlineRunsOf(fragmentOf(content)),
    highlights.map(({ end }) => end),
  );
  const waiting = [...highlights].sort((one, other) => one.end - other.end || one.thread - other.thread);
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
    // A footnote's mark hangs on the word before it, so a comment's comes after.
    flush((end) => (run.kind === "note" ? end < run.start : end <= run.start));
    markup.push(runMarkup(run, inline));
  }
  flush(() => true);
  return markup.join("");
}

/** Content that no thread speaks of: what a proposal puts in or takes out. */
export function aknPlainContent(content: InlineContent, inline: AknInline): string {
  return inlineRunsOf(fragmentOf(content))
    .map((run) => runMarkup(run, inline))
    .join("");
}

/** The mark of a note that stands elsewhere. */
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

/** Struck words are part of the text here; `del` would say that they have been taken out of it. */
const formats = [
  ["subscript", "sub", {}],
  ["superscript", "sup", {}],
  ["strike", "span", { style: "text-decoration:line-through" }],
  ["underline", "u", {}],
  ["emphasis", "i", {}],
  ["strong", "b", {}],
] as const;
