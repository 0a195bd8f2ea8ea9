import { getClauseHistory } from "../services/history/clause-history.ts";
import { getWordOrigins } from "../services/history/word-origins.ts";
import { programActor } from "../services/kernel/authorise.ts";
import { marks } from "./print-comparison.ts";
import { CommandError } from "./command-text.ts";
import { namedClause } from "./named-clause.ts";
import { type AnswerOptions, type Environment, versionAt, withData } from "./with-data.ts";

/**
 * Prints the text of a clause, named by citation or id, in every draft. In the text format each draft has a line with
 * its address, date and the clause's citation. Below it is a redline against the previous draft.
 */
export function printClauseHistory(
  environment: Environment,
  address: string,
  named: string,
  { data, format }: AnswerOptions,
): Promise<string> {
  return withData(environment, { data }, async (context) => {
    const { text } = await versionAt(context, address);
    const clause = namedClause(text, named);
    if (typeof clause === "string") throw new CommandError(clause, { clause: named });
    const history = await getClauseHistory(context, programActor, { version: address, clause: clause.id }, null);
    if (format === "json") return `${JSON.stringify(history)}\n`;
    return history.entries
      .map(({ version, clauses, rows }) => {
        const cited = clauses.map(({ citation }) => citation).join(" + ") || "–";
        const wording = rows.map(
          ({ segments }) => `\t${segments.map(({ kind, text }) => marks[kind].join(text)).join("")}\n`,
        );
        return `${version.address}\t${version.date}\t${cited}\n${wording.join("")}`;
      })
      .join("");
  });
}

/** Clauses to request at a time: the most that one API response can contain. */
const pageSize = 2000;

/**
 * Prints the version that each word came from. The text format has one line per clause. Each run of words follows the
 * address of the version that first had it. If the run was deleted and restored, the restoring version comes first:
 * "[opinion-5@1] that few are [opinion-5@3←opinion-5@1] fully". Words that an earlier version had in another clause also
 * name that clause: "[opinion-5@1 considering b)]" if they came from there, and "[opinion-5@3; opinion-5@1 considering b)]"
 * if they were added although they were there.
 */
export function printOrigins(
  environment: Environment,
  address: string,
  { data, format }: AnswerOptions,
): Promise<string> {
  return withData(environment, { data }, async (context) => {
    const { text } = await versionAt(context, address);
    const versions = new Map<string, string>();
    const clauses = [];
    for (let after: string | undefined, isLast = false; !isLast;) {
      const part = await getWordOrigins(context, programActor, { version: address, after, limit: pageSize }, null);
      for (const { id, address: named } of part.versions) versions.set(id, named);
      clauses.push(...part.clauses);
      isLast = part.next === null;
      after = part.next ?? undefined;
    }
    if (format === "json") return `${JSON.stringify({ versions: Object.fromEntries(versions), clauses })}\n`;
    const citations = new Map(text.clauses.map(({ id, citation }) => [id, citation]));
    return clauses
      .map(({ clause, runs }) => {
        const wording = runs.map(({ range, broughtBy, returnedWith, elsewhere }) => {
          const addressOf = (id: string): string => versions.get(id) ?? id;
          const place = elsewhere ? `${addressOf(elsewhere.version)} ${elsewhere.citation}` : "";
          const isMoved = elsewhere?.version === broughtBy;
          const first = isMoved ? place : addressOf(broughtBy);
          const from = returnedWith === null ? first : `${addressOf(returnedWith)}←${first}`;
          return `[${from}${elsewhere && !isMoved ? `; ${place}` : ""}] ${text.text.slice(...range)}`;
        });
        return `${citations.get(clause) ?? clause}\t${wording.join(" ")}\n`;
      })
      .join("");
  });
}
