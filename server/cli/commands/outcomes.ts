import type { Command } from "commander";
import type { OpenPoint } from "#core/compare/comparison.ts";
import { barometerPage, inLanguage } from "#core/messages/catalogues.ts";
import { closedText, openedText } from "#core/phrases/barometer-text.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { openPointsText } from "#core/phrases/open-points.ts";
import { amendedUptakeText } from "#core/phrases/uptake-table.ts";
import { shownState } from "#core/place/needs-decision.ts";
import { findVersion, onVersion, withForum } from "../forum/call-operation.ts";
import type { Environment } from "../forum/config.ts";
import { lineOf, type PrintOptions } from "../output/print-answer.ts";
import { commandText, type Terminal, word } from "../output/terminal.ts";
import { addVersionCommand, formatOption, printing, withDataOption } from "./command-options.ts";

interface OutcomesOptions extends PrintOptions {
  waiting?: boolean;
  gone?: boolean;
}

/** Adds `outcomes`, which was named `ledger`, `uptake` and `open`. */
export function addOutcomesCommands(program: Command, terminal: Terminal): void {
  withDataOption(program.command("outcomes").alias("ledger").description(commandText("cli-outcomes")))
    .argument("<address>", commandText("cli-address"))
    .option("--waiting", commandText("cli-waiting"))
    .option("--gone", commandText("cli-gone"))
    .addOption(formatOption())
    .action(printing(terminal, printOutcomes));
  addVersionCommand(program, terminal, "uptake", printUptake);
  addVersionCommand(program, terminal, "open", printOpen);
}

/**
 * Prints the outcome, on a version, of every earlier comment. The text format has one line per comment: state,
 * confidence score, id and reason. An asterisk marks comments that wait for a person.
 */
export function printOutcomes(
  environment: Environment,
  address: string,
  { waiting = false, gone = false, ...options }: OutcomesOptions,
): Promise<string> {
  return withForum(environment, options, async (call) => {
    const parts = { params: { version: address }, query: { waiting: String(waiting), gone: String(gone) } };
    const outcomes = await onVersion(call, address, call("getOutcomes", parts));
    if (options.format === "json") return `${JSON.stringify(outcomes)}\n`;
    return outcomes.entries
      .map(({ annotation, placement, waiting: waits }) =>
        lineOf(
          `${waits ? "*" : ""}${word(`state-${shownState(placement)}`)}`,
          placement.score.toFixed(2),
          annotation.id,
          uncheckedText(placement.reason, "en"),
        ),
      )
      .join("");
  });
}

/**
 * Prints how far a version took up earlier proposals. The text format has one line per proposal: extent, score, id and
 * reason. A line for each of its amendments follows, with the id of the reply.
 */
export function printUptake(environment: Environment, address: string, options: PrintOptions): Promise<string> {
  return withForum(environment, options, async (call) => {
    const { version } = await findVersion(call, address);
    const { documentId: document, language } = version;
    const table = await call("getUptakeTable", { params: { document }, query: { language } });
    if (options.format === "json") return `${JSON.stringify(table)}\n`;
    return table.proposals
      .flatMap(({ annotation, uptakes }) =>
        uptakes
          .filter(({ versionId }) => versionId === version.id)
          .flatMap(({ extent, computed: { score, reason }, amendments = [] }) => [
            lineOf(word(`uptake-extent-${extent}`), score.toFixed(2), annotation.id, uncheckedText(reason, "en")),
            ...amendments.map((amended) =>
              lineOf(
                word(`uptake-extent-${amended.extent}`),
                amended.score.toFixed(2),
                amended.reply,
                amendedUptakeText(amended, "en"),
              ),
            ),
          ]),
      )
      .join("");
  });
}

/**
 * Prints the open points of every draft of a version's document. The text format has one line per draft: its address
 * and its open points, or that it has none.
 */
export function printOpen(environment: Environment, address: string, options: PrintOptions): Promise<string> {
  return withForum(environment, options, async (call) => {
    const { version } = await findVersion(call, address);
    const { documentId: document, language } = version;
    const history = await call("getNegotiationHistory", { params: { document }, query: { language } });
    if (options.format === "json") return `${JSON.stringify(history)}\n`;
    return history
      .map(({ version: { address: of }, counts }) => lineOf(of, openPointsText(counts, "en") || word("open-none")))
      .join("");
  });
}

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
