import { getWordOrigins } from "../services/history/word-origins.ts";
import { programActor } from "../services/kernel/authorise.ts";
import { type AnswerOptions, type Environment, versionAt, withData } from "./with-data.ts";

/** Clauses to request at a time: the most that one API response can contain. */
const page = 2000;

/**
 * Prints the version that each word came from. The text format has one line per clause. Each run of words follows the
 * version that first had it. If the run was deleted and restored, the restoring version comes first: "[1] that few are
 * [2←1] fully".
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
      const told = await getWordOrigins(context, programActor, { version: address, after, limit: page });
      for (const { id, address: named } of told.versions) versions.set(id, named);
      clauses.push(...told.clauses);
      isLast = told.next === null;
      after = told.next ?? undefined;
    }
    if (format === "json") return `${JSON.stringify({ versions: Object.fromEntries(versions), clauses })}\n`;
    const citations = new Map(text.clauses.map(({ id, citation }) => [id, citation]));
    return clauses
      .map(({ clause, runs }) => {
        const told = runs.map(({ range, broughtBy, returnedWith }) => {
          const first = versions.get(broughtBy) ?? broughtBy;
          const from = returnedWith === null ? first : `${versions.get(returnedWith) ?? returnedWith}←${first}`;
          return `[${from}] ${text.text.slice(...range)}`;
        });
        return `${citations.get(clause) ?? clause}\t${told.join(" ")}\n`;
      })
      .join("");
  });
}
