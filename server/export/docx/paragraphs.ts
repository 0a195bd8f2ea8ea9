import { type IParagraphOptions, type Paragraph, Tab, TextRun } from "docx";
import type { Compilation } from "#core/compile/compilation.ts";
import type { ClauseKind } from "#core/text/clause-kind.ts";
import { directionOf } from "#core/text/direction.ts";
import { styleLevels } from "../shared/clause-levels.ts";
import type { InlineRun } from "../shared/inline-runs.ts";
import { DocxElement, paragraphOf, type ParagraphPart } from "./element.ts";
import { directionRuns, runParts } from "./runs.ts";
import { clauseStyle } from "./styles.ts";
import type { ChangeTracker, TrackedKind } from "./tracking.ts";

/** What a clause's paragraph is set by. */
export interface ClauseSetting {
  kind: ClauseKind;
  label: string | null;
  /** As `styleLevels` gives it. */
  level: number;
  rightToLeft: boolean;
  /** For a cell that heads its column. */
  header: boolean;
}

/** Kinds that stand in the text's column even where their label is missing: a lone recital has none. */
const hangingKinds: ReadonlySet<ClauseKind> = new Set(["recital", "operative", "item"]);

/** Whether a clause runs from right to left: by its own direction, then its own language, then the draft's direction. */
export function runsRightToLeft(clause: { direction: string | null; language: string | null }, draft: string): boolean {
  return (clause.direction ?? (clause.language ? directionOf(clause.language) : draft)) === "rtl";
}

/** What each clause of a compilation is set by, by its id. */
export function clauseSettings({
  clauses,
  direction,
}: Pick<Compilation, "clauses" | "direction">): Map<string, ClauseSetting> {
  const levels = styleLevels(clauses);
  return new Map(
    clauses.map((clause, index) => [
      clause.id,
      {
        kind: clause.kind,
        label: clause.label,
        level: levels[index] ?? 0,
        rightToLeft: runsRightToLeft(clause, direction),
        header: clause.table?.header ?? false,
      },
    ]),
  );
}

/** The options of a clause's paragraph but its children: style and direction, and the indent of one without a label. */
export function paragraphOptions(clause: ClauseSetting): IParagraphOptions {
  const bidirectional = clause.rightToLeft ? { bidirectional: true } : {};
  if (clause.kind === "cell" && clause.header) return { style: "TableHead", ...bidirectional };
  if (clause.kind === "paragraph" && clause.label === null) return { style: "BodyText", ...bidirectional };
  const indent =
    clause.label !== null
      ? {}
      : clause.kind === "heading"
        ? { indent: { start: 0, firstLine: 0 } }
        : hangingKinds.has(clause.kind)
          ? { indent: { firstLine: 0 } }
          : {};
  return { style: clauseStyle(clause.kind, clause.level), ...bidirectional, ...indent };
}

/**
 * The label as it was printed and the tab that leads to the hanging indent. It is typed text and no automatic number: a
 * reader of the file must see "62bis" or "a)" as the draft has it, in whatever program opens the file.
 */
export function labelParts(label: string | null, rightToLeft: boolean): ParagraphPart[] {
  if (label === null) return [];
  const runs = rightToLeft ? directionRuns(label) : [{ text: label, rightToLeft: false }];
  return runs.map((run, index) => {
    const children = index === runs.length - 1 ? [run.text, new Tab()] : [run.text];
    return new TextRun({ style: "ClauseLabel", ...(run.rightToLeft ? { rightToLeft: true } : {}), children });
  });
}

/** Children inside a bookmark that links within the file lead to; `number` counts bookmarks in the file. */
export function bookmarked(name: string, number: number, children: readonly ParagraphPart[]): ParagraphPart[] {
  return [
    new DocxElement("w:bookmarkStart", { "w:id": number, "w:name": name }),
    ...children,
    new DocxElement("w:bookmarkEnd", { "w:id": number }),
  ];
}

/** A clause as a paragraph. */
export function clauseParagraph(clause: ClauseSetting, content: ParagraphPart[]): Paragraph {
  return paragraphOf(paragraphOptions(clause), [...labelParts(clause.label, clause.rightToLeft), ...content]);
}

interface LabelSetting {
  tracker: ChangeTracker;
  rightToLeft: boolean;
}

/**
 * A clause's label as base and revised have it: tracked with the clause where that is put in, taken out or moved (`kind`),
 * by itself where only the label changes. Null is no label.
 */
export function trackedLabel(
  base: string | null,
  revised: string | null,
  kind: TrackedKind,
  setting: LabelSetting,
): ParagraphPart[] {
  const { tracker, rightToLeft } = setting;
  if (kind !== "kept") return tracker.track(kind, labelText(base ?? revised, rightToLeft, kind === "deleted"));
  if (base === revised) return labelParts(revised, rightToLeft);
  if (base === null || revised === null) {
    const change = base === null ? "inserted" : "deleted";
    return tracker.track(change, labelText(base ?? revised, rightToLeft, change === "deleted"));
  }
  return [
    ...tracker.track("deleted", wordsOnly(base, rightToLeft, true)),
    ...tracker.track("inserted", wordsOnly(revised, rightToLeft, false)),
    labelTab(rightToLeft),
  ];
}

function labelText(label: string | null, rightToLeft: boolean, deleted: boolean): ParagraphPart[] {
  return label === null ? [] : [...wordsOnly(label, rightToLeft, deleted), labelTab(rightToLeft)];
}

function labelTab(rightToLeft: boolean): ParagraphPart {
  return new TextRun({ style: "ClauseLabel", ...(rightToLeft ? { rightToLeft } : {}), children: [new Tab()] });
}

function wordsOnly(label: string, rightToLeft: boolean, deleted: boolean): ParagraphPart[] {
  const run: InlineRun = { kind: "text", start: 0, end: label.length, text: label, marks: {} };
  return runParts(
    run,
    { rightToLeft, language: null, bookmarks: new Set(), note: () => [] },
    {
      element: deleted ? "w:delText" : "w:t",
      further: () => ({ style: "ClauseLabel" }),
    },
  );
}
