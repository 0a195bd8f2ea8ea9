import type { ClosedPoint, OpenedPoint } from "#core/compare/comparison.ts";
import type { Barometer, BarometerDraft } from "#core/compile/barometer.ts";
import { readingPath } from "#core/contract/pages.ts";
import { barometerPage, inLanguage } from "#core/messages/catalogues.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import type { TextTableData } from "#core/phrases/text-table.ts";
import { type OpenCounts, isSettled } from "#core/text/negotiation/negotiation.ts";

/** The counts in the order of the columns. */
export const openMeasures = ["brackets", "outermost", "options", "words"] as const satisfies (keyof OpenCounts)[];
export type OpenMeasure = (typeof openMeasures)[number];

/** Returns the head of a column. */
export function measureName(measure: OpenMeasure, language: string): string {
  const messages = inLanguage(barometerPage, language);
  return {
    brackets: messages.brackets,
    outermost: messages.outermost,
    options: messages.options,
    words: messages.words,
  }[measure];
}

/** Whether no draft has anything open. */
export function isAllSettled({ drafts }: Pick<Barometer, "drafts">): boolean {
  return drafts.every(({ counts }) => isSettled(counts));
}

/** Sums up a draft: "Brackets 1,011 → 216, options 117 → 28 since Draft 3. 1,204 of 9,816 words are in brackets." */
export function barometerSummary(
  { counts, words, version }: BarometerDraft,
  before: BarometerDraft | undefined,
  language: string,
): string {
  const messages = inLanguage(barometerPage, language);
  const { brackets, options } = counts;
  const change = before
    ? formatMessage(
        messages.summarySince,
        {
          brackets,
          options,
          bracketsBefore: before.counts.brackets,
          optionsBefore: before.counts.options,
          before: before.version.label,
        },
        language,
      )
    : formatMessage(messages.summaryFirst, { draft: version.label, brackets, options }, language);
  return `${change} ${formatMessage(messages.summaryWords, { words: counts.words, all: words }, language)}`;
}

/** Builds the table of counts by draft. */
export function draftsTable({ drafts }: Pick<Barometer, "drafts">, language: string): TextTableData {
  const messages = inLanguage(barometerPage, language);
  return {
    caption: messages.byDraft,
    columns: [messages.draft, ...openMeasures.map((measure) => measureName(measure, language))],
    rows: drafts.map(({ version, counts }) => ({
      head: version.label,
      href: readingPath(version.address),
      cells: openMeasures.map((measure) => numberText(counts[measure], language)),
    })),
  };
}

/** Formats a number as the language writes it. */
export function numberText(count: number, language: string): string {
  return formatMessage(inLanguage(barometerPage, language).plainNumber, { count }, language);
}

/** Formats a change of a count, with its sign: "+3", "−795". */
export function changeText(change: number, language: string): string {
  const messages = inLanguage(barometerPage, language);
  const message = change > 0 ? messages.increase : messages.decrease;
  return formatMessage(message, { count: Math.abs(change) }, language);
}

/** Says whether the words of a new bracket or option are new. */
export function openedText({ wording }: Pick<OpenedPoint, "wording">, language: string): string {
  return formatMessage(inLanguage(barometerPage, language).openedWording, { wording }, language);
}

/** Says what became of the words of a bracket or option that closed. */
export function closedText({ kind, outcome }: Pick<ClosedPoint, "kind" | "outcome">, language: string): string {
  return formatMessage(inLanguage(barometerPage, language).closedOutcome, { kind, outcome }, language);
}

/** Returns the path of a clause in a draft. */
export function clausePath(address: string, clause: string | null): string {
  return readingPath(address) + (clause === null ? "" : `#${encodeURIComponent(clause)}`);
}
