import type { Command } from "commander";
import type { OpenPoint } from "#core/compare/comparison.ts";
import { barometerPage, inLanguage } from "#core/messages/catalogues.ts";
import { closedText, openedText } from "#core/phrases/barometer-text.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { withForum } from "../forum/call-operation.ts";
import type { Environment } from "../forum/config.ts";
import { findVersion } from "../forum/known-records.ts";
import { lineOf, type PrintOptions } from "../output/print-answer.ts";
import type { Terminal } from "../output/terminal.ts";
import { addVersionCommand } from "./command-options.ts";

/** Adds `barometer`. */
export function addBarometerCommand(program: Command, terminal: Terminal): void {
  addVersionCommand(program, terminal, "barometer", printBarometer);
}

/**
 * Prints how much of a version's document is open. The text format has one line per draft with its address and counts.
 * Below are the brackets and options that opened (+), closed (-) and remained (=) in the version, each with its
 * citation, its text and what became of its words.
 */
export function printBarometer(environment: Environment, address: string, options: PrintOptions): Promise<string> {
  return withForum(environment, options, async (call) => {
    const { version } = await findVersion(call, address);
    const barometer = await call("getBarometer", {
      params: { document: version.documentId },
      query: { draft: version.id },
    });
    if (options.format === "json") return `${JSON.stringify(barometer)}\n`;
    const { opened = [], closed = [], remained = [] } = barometer.shown?.changes ?? {};
    return [
      ...barometer.drafts.map(({ version: of, counts }) =>
        lineOf(of.address, formatMessage(inLanguage(barometerPage, "en").countsOfDraft, counts, "en")),
      ),
      ...opened.map((point) => pointLine("+", point, openedText(point, "en"))),
      ...closed.map((point) => pointLine("-", point, closedText(point, "en"))),
      ...remained.map((point) => pointLine("=", point)),
    ].join("");
  });
}

function pointLine(sign: string, { citation, text }: OpenPoint, ...notes: string[]): string {
  return lineOf(sign, citation, text, ...notes);
}
