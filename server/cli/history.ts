import { getClauseHistory } from "../services/history/clause-history.ts";
import { programActor } from "../services/kernel/authorise.ts";
import { marks } from "./print.ts";
import { Refusal } from "./say-command.ts";
import { type AnswerOptions, type Environment, versionAt, withData } from "./with-data.ts";

/**
 * Prints the text of a clause, named by citation or id, in every draft. In the text format each draft has a line with
 * its address, date and the clause's citation. Below it is a redline against the previous draft.
 */
export function printBiography(
  environment: Environment,
  address: string,
  named: string,
  { data, format }: AnswerOptions,
): Promise<string> {
  return withData(environment, { data }, async (context) => {
    const { text } = await versionAt(context, address);
    const clause =
      text.clauses.find(({ id }) => id === named) ?? text.clauses.find(({ citation }) => citation === named);
    if (!clause) throw new Refusal("cli-no-clause", { clause: named });
    const biography = await getClauseHistory(context, programActor, { version: address, clause: clause.id });
    if (format === "json") return `${JSON.stringify(biography)}\n`;
    return biography.entries
      .map(({ version, clauses, rows }) => {
        const cited = clauses.map(({ citation }) => citation).join(" + ") || "–";
        const wording = rows.map(
          ({ segments }) => `\t${segments.map(({ kind, text: words }) => marks[kind].join(words)).join("")}\n`,
        );
        return `${version.address}\t${version.date}\t${cited}\n${wording.join("")}`;
      })
      .join("");
  });
}
