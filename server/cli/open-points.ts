import { sayOpenPoints } from "#core/messages/open-points.ts";
import { getVersion } from "../services/forum/library.ts";
import { programActor } from "../services/kernel/authorise.ts";
import { getNegotiationHistory } from "../services/outcome/negotiation.ts";
import { line, worded } from "./print.ts";
import { type AnswerOptions, type Environment, onVersion, withData } from "./with-data.ts";

/**
 * Prints the open points of every draft of a version's document. The text format has one line per draft: its address
 * and its open points, or that it has none.
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
