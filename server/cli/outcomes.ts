import { say } from "#core/messages/messages.ts";
import { programActor } from "../services/kernel/authorise.ts";
import { getOutcomes } from "../services/outcome/outcomes-table.ts";
import { line, worded } from "./print.ts";
import { type AnswerOptions, type Environment, onVersion, withData } from "./with-data.ts";

/**
 * Prints the outcome, on a version, of every earlier comment. The text format has one line per comment: state,
 * confidence score, id and reason. An asterisk marks comments that wait for a person.
 */
export function printLedger(
  environment: Environment,
  address: string,
  { data, format, waiting = false }: AnswerOptions & { waiting?: boolean },
): Promise<string> {
  return withData(environment, { data }, async (context) => {
    const ledger = await onVersion(context, address, () =>
      getOutcomes(context, programActor, { version: address, waiting }),
    );
    if (format === "json") return `${JSON.stringify(ledger)}\n`;
    return ledger.entries
      .map(({ annotation, placement: { state, score, reason }, waiting: waits }) =>
        line(`${waits ? "*" : ""}${worded(`state-${state}`)}`, score.toFixed(2), annotation.id, say(reason, "en")),
      )
      .join("");
  });
}
