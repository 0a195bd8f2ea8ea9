import { getWordOrigins } from "../services/history/word-origins.ts";
import { programActor } from "../services/kernel/authorise.ts";
import { type AnswerOptions, type Environment, versionAt, withData } from "./with-data.ts";

/** Clauses of a version told at a time: all that one answer of the API may have. */
const page = 2000;

/**
 * Which version brought in each word. As text a clause a line, each run of its words after the version that had it first,
 * and after the one that brought it back where it was gone: "[1] that few are [2←1] fully".
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
