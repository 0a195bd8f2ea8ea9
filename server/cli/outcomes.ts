import { say } from "#core/messages/messages.ts";
import { sayOpenPoints } from "#core/messages/open-points.ts";
import { onVersion, withData, type DataOption, type Environment } from "./data-commands.ts";
import { getLedger } from "../services/outcome/get-ledger.ts";
import { getNegotiationHistory } from "../services/outcome/get-negotiation-history.ts";
import { getUptakeTable } from "../services/outcome/get-uptake-table.ts";
import { getVersion } from "../services/forum/get-version.ts";
import { programActor } from "../services/kernel/program-actor.ts";

type AnswerOptions = DataOption & { format: "json" | "text" };

/**
 * What became, on a version, of everything said before it. As text a comment a line: its state there, how sure that is, its
 * id, and why; what waits for a person has an asterisk.
 */
export function printLedger(
  environment: Environment,
  address: string,
  { data, format, waiting = false }: AnswerOptions & { waiting?: boolean },
): Promise<string> {
  return withData(environment, { data }, async (context) => {
    const ledger = await onVersion(context, address, () =>
      getLedger(context, programActor, { version: address, waiting }),
    );
    if (format === "json") return `${JSON.stringify(ledger)}\n`;
    return ledger.entries
      .map(({ annotation, placement: { state, score, reason }, waiting: waits }) =>
        line(`${waits ? "*" : ""}${worded(`state-${state}`)}`, score.toFixed(2), annotation.id, say(reason, "en")),
      )
      .join("");
  });
}

/** How far a version took up what was proposed before it. As text a proposal a line: how far, by what share, its id, and why. */
export function printUptake(
  environment: Environment,
  address: string,
  { data, format }: AnswerOptions,
): Promise<string> {
  return withData(environment, { data }, async (context) => {
    const { version } = await onVersion(context, address, () =>
      getVersion(context, programActor, { version: address }),
    );
    const { documentId: document, language } = version;
    const table = await getUptakeTable(context, programActor, { document, language });
    if (format === "json") return `${JSON.stringify(table)}\n`;
    return table.proposals
      .flatMap(({ annotation, uptakes }) =>
        uptakes
          .filter(({ versionId }) => versionId === version.id)
          .map(({ extent, computed: { score, reason } }) =>
            line(worded(`uptake-extent-${extent}`), score.toFixed(2), annotation.id, say(reason, "en")),
          ),
      )
      .join("");
  });
}

/**
 * How much every draft of a version's document leaves open. As text a draft a line: its address and what its signs say, or that
 * it bears none.
 */
export function printOpen(environment: Environment, address: string, { data, format }: AnswerOptions): Promise<string> {
  return withData(environment, { data }, async (context) => {
    const { version } = await onVersion(context, address, () =>
      getVersion(context, programActor, { version: address }),
    );
    const { documentId: document, language } = version;
    const history = await getNegotiationHistory(context, programActor, { document, language });
    if (format === "json") return `${JSON.stringify(history)}\n`;
    return history
      .map(({ version: { address: of }, counts }) => line(of, sayOpenPoints(counts, "en") || worded("open-none")))
      .join("");
  });
}

function worded(code: string): string {
  return say({ code, params: {} }, "en");
}

function line(...cells: readonly string[]): string {
  return `${cells.join("\t")}\n`;
}
