import { say } from "#core/messages/messages.ts";
import { getVersion } from "../services/forum/library.ts";
import { programActor } from "../services/kernel/authorise.ts";
import { getUptakeTable } from "../services/outcome/uptake-table.ts";
import { line, worded } from "./print.ts";
import { type AnswerOptions, type Environment, onVersion, withData } from "./with-data.ts";

/**
 * Prints how far a version took up earlier proposals. The text format has one line per proposal: extent, score, id and
 * reason.
 */
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
