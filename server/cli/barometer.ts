import type { OpenPoint } from "#core/compare/open-point.ts";
import { barometerPage, inLanguage } from "#core/messages/catalogues.ts";
import { closedText, openedText } from "#core/phrases/barometer-text.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { getBarometer } from "../services/history/barometer.ts";
import { programActor } from "../services/kernel/authorise.ts";
import { type AnswerOptions, type Environment, onVersion, versionAt, withData } from "./with-data.ts";

/**
 * Prints how much of a version's document is open. The text format has one line per draft with its address and counts.
 * Below are the brackets and options that opened (+), closed (-) and remained (=) in the version, each with its
 * citation, its text and what became of its words.
 */
export function printBarometer(
  environment: Environment,
  address: string,
  { data, format }: AnswerOptions,
): Promise<string> {
  return withData(environment, { data }, async (context) => {
    const { version } = await versionAt(context, address);
    const input = { document: version.documentId, draft: version.id };
    const barometer = await onVersion(context, address, () => getBarometer(context, programActor, input, null));
    if (format === "json") return `${JSON.stringify(barometer)}\n`;
    const { opened = [], closed = [], remained = [] } = barometer.shown?.changes ?? {};
    return [
      ...barometer.drafts.map(({ version: of, counts }) =>
        line(of.address, formatMessage(inLanguage(barometerPage, "en").countsOfDraft, counts, "en")),
      ),
      ...opened.map((point) => pointLine("+", point, openedText(point, "en"))),
      ...closed.map((point) => pointLine("-", point, closedText(point, "en"))),
      ...remained.map((point) => pointLine("=", point)),
    ].join("");
  });
}

function pointLine(sign: string, { citation, text }: OpenPoint, ...notes: string[]): string {
  return line(sign, citation, text, ...notes);
}

function line(...cells: readonly string[]): string {
  return `${cells.join("\t")}\n`;
}
