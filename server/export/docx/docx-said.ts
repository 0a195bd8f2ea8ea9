import { TextRun, type IRunOptions, type Paragraph } from "docx";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { ProposedClause } from "#core/propose/proposal-segment.ts";
import { furnitureStyles } from "#core/compile/furniture-styles.ts";
import { readsRightToLeft } from "#core/text/reads-right-to-left.ts";
import { paragraphOf, type ParagraphPart } from "./docx-element.ts";
import { directionRuns, runParts } from "./docx-runs.ts";
import { sentenceRuns } from "./docx-sentence.ts";
import { inlineRunsOf } from "../shared/inline-runs.ts";
import { proposedHeading, type ThreadWording } from "../shared/thread-phrases.ts";
import { sentenceCase } from "../shared/export-phrases.ts";

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
