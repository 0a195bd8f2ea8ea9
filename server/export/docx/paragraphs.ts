import { type IParagraphOptions, type Paragraph, Tab, TextRun } from "docx";
import type { Compilation, CompiledClause } from "#core/compile/compilation.ts";
import { generatedStyles } from "#core/compile/generated-styles.ts";
import type { ClauseKind } from "#core/text/clause.ts";
import { directionOf } from "#core/text/direction.ts";
import { divisionOf } from "#core/text/labels/division.ts";
import { optionOf } from "#core/text/labels/option.ts";
import { styleLevels } from "../shared/clause-levels.ts";
import { word } from "../shared/export-phrases.ts";
import type { InlineRun } from "../shared/inline-runs.ts";
import { DocxElement, paragraphOf, type ParagraphPart } from "./element.ts";
import { directionRuns, runParts } from "./runs.ts";
import { clauseStyle } from "./styles.ts";
import type { ChangeTracker, TrackedKind } from "./tracking.ts";

/** The settings of a clause's paragraph. */
export interface ClauseSetting {
  kind: ClauseKind;
  label: string | null;
  /** As returned by `styleLevels`. */
  level: number;
  rightToLeft: boolean;
  /** Whether it is a header cell. */
  header: boolean;
}

/** Kinds that stay in the text's column even without a label: a single recital has none. */
const hangingKinds: ReadonlySet<ClauseKind> = new Set(["recital", "operative", "item"]);

/**
 * Returns true if a clause runs from right to left, by its own direction, then its own language, then the draft's
 * direction.
 */
export function runsRightToLeft(clause: { direction: string | null; language: string | null }, draft: string): boolean {
  return (clause.direction ?? (clause.language ? directionOf(clause.language) : draft)) === "rtl";
}

/** Returns the settings of each clause of a compilation, by id. */
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
        label: clause.printed,
        level: levels[index] ?? 0,
        rightToLeft: runsRightToLeft(clause, direction),
        header: clause.table?.header ?? false,
      },
    ]),
  );
}

/**
 * Returns the options of a clause's paragraph except its children: style, direction, and the indent of a clause without
 * a label.
 */
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
 * Returns what follows a label: a tab to the hanging indent, and an en space after the name of a division ("Article 4"),
 * which is wider than the indent.
 */
export function afterLabel(label: string): string | Tab {
  return divisionOf(label) || optionOf(label) ? "\u2002" : new Tab();
}

/**
 * Renders the label as printed, and the tab to the hanging indent. The label is typed text, not an automatic number, so
 * that "62bis" or "a)" appears as in the draft in every program.
 */
export function labelParts(label: string | null, rightToLeft: boolean): ParagraphPart[] {
  if (label === null) return [];
  const runs = rightToLeft ? directionRuns(label) : [{ text: label, rightToLeft: false }];
  return runs.map((run, index) => {
    const children = index === runs.length - 1 ? [run.text, afterLabel(label)] : [run.text];
    return new TextRun({ style: "ClauseLabel", ...(run.rightToLeft ? { rightToLeft: true } : {}), children });
  });
}

/**
 * Wraps children in a bookmark as a target for links within the file. `number` must be unique among the file's
 * bookmarks.
 */
export function bookmarked(name: string, number: number, children: readonly ParagraphPart[]): ParagraphPart[] {
  return [
    new DocxElement("w:bookmarkStart", { "w:id": number, "w:name": name }),
    ...children,
    new DocxElement("w:bookmarkEnd", { "w:id": number }),
  ];
}

/** Renders the lines of a clause, to follow its text. A Word file stores no line numbers. */
export function lineRange({ lines }: Pick<CompiledClause, "lines">, language: string): ParagraphPart[] {
  if (!lines) return [];
  const { first, last } = lines;
  const text = word("export-line-range", language, { first, last, count: last - first + 1 });
  return [new TextRun({ text: ` ${text}`, style: generatedStyles.lineRange })];
}

/** Builds the paragraph of a clause. */
export function clauseParagraph(clause: ClauseSetting, content: ParagraphPart[]): Paragraph {
  return paragraphOf(paragraphOptions(clause), [...labelParts(clause.label, clause.rightToLeft), ...content]);
}

interface LabelSetting {
  tracker: ChangeTracker;
  rightToLeft: boolean;
}

/**
 * Renders a clause's label in base and revised. If the clause is inserted, deleted or moved (`kind`), its label is
 * tracked with it; otherwise only a changed label is tracked. Null means no label.
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
    labelGap(revised, rightToLeft),
  ];
}

function labelText(label: string | null, rightToLeft: boolean, deleted: boolean): ParagraphPart[] {
  return label === null ? [] : [...wordsOnly(label, rightToLeft, deleted), labelGap(label, rightToLeft)];
}

function labelGap(label: string, rightToLeft: boolean): ParagraphPart {
  return new TextRun({ style: "ClauseLabel", ...(rightToLeft ? { rightToLeft } : {}), children: [afterLabel(label)] });
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
