import { shownState } from "#core/place/needs-decision.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { amendedUptakeText } from "#core/phrases/uptake-table.ts";
import { openPointsText } from "#core/phrases/open-points.ts";
import { programActor } from "../services/kernel/authorise.ts";
import { getNegotiationHistory } from "../services/outcome/negotiation.ts";
import { getOutcomes } from "../services/outcome/outcomes-table.ts";
import { getUptakeTable } from "../services/outcome/uptake-table.ts";
import { word } from "./command-text.ts";
import { type AnswerOptions, type Environment, onVersion, versionAt, withData } from "./with-data.ts";

/**
 * Prints the outcome, on a version, of every earlier comment. The text format has one line per comment: state,
 * confidence score, id and reason. An asterisk marks comments that wait for a person.
 */
export function printOutcomes(
  environment: Environment,
  address: string,
  { data, format, waiting = false, gone = false }: AnswerOptions & { waiting?: boolean; gone?: boolean },
): Promise<string> {
  return withData(environment, { data }, async (context) => {
    const outcomes = await onVersion(context, address, () =>
      getOutcomes(context, programActor, { version: address, waiting, gone }, null),
    );
    if (format === "json") return `${JSON.stringify(outcomes)}\n`;
    return outcomes.entries
      .map(({ annotation, placement, waiting: waits }) =>
        line(
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
export function printUptake(
  environment: Environment,
  address: string,
  { data, format }: AnswerOptions,
): Promise<string> {
  return withData(environment, { data }, async (context) => {
    const { version } = await versionAt(context, address);
    const { documentId: document, language } = version;
    const table = await getUptakeTable(context, programActor, { document, language }, null);
    if (format === "json") return `${JSON.stringify(table)}\n`;
    return table.proposals
      .flatMap(({ annotation, uptakes }) =>
        uptakes
          .filter(({ versionId }) => versionId === version.id)
          .flatMap(({ extent, computed: { score, reason }, amendments = [] }) => [
            line(word(`uptake-extent-${extent}`), score.toFixed(2), annotation.id, uncheckedText(reason, "en")),
            ...amendments.map((amended) =>
              line(
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
export function printOpen(environment: Environment, address: string, { data, format }: AnswerOptions): Promise<string> {
  return withData(environment, { data }, async (context) => {
    const { version } = await versionAt(context, address);
    const { documentId: document, language } = version;
    const history = await getNegotiationHistory(context, programActor, { document, language });
    if (format === "json") return `${JSON.stringify(history)}\n`;
    return history
      .map(({ version: { address: of }, counts }) => line(of, openPointsText(counts, "en") || word("open-none")))
      .join("");
  });
}

/** Joins cells with tabs to a line. */
function line(...cells: readonly string[]): string {
  return `${cells.join("\t")}\n`;
}
