import { onVersion, withData, type DataOption, type Environment } from "./data-commands.ts";
import { marks } from "./print.ts";
import { Refusal } from "./refusal.ts";
import { getBiography } from "../services/history/get-biography.ts";
import { getVersion } from "../services/forum/get-version.ts";
import { getWordOrigins } from "../services/history/get-word-origins.ts";
import type { Context } from "../services/kernel/context.ts";
import { programActor } from "../services/kernel/program-actor.ts";

type HistoryOptions = DataOption & { format: "json" | "text" };

/** Clauses of a version told at a time: all that one answer of the API may have. */
const page = 2000;

/**
 * The wording of a clause, named by citation or id, in every draft. As text each draft has a line with its address, date
 * and the clause's citation, and under it the wording against that before, marked as a redline is.
 */
export function printBiography(
  environment: Environment,
  address: string,
  named: string,
  { data, format }: HistoryOptions,
): Promise<string> {
  return withData(environment, { data }, async (context) => {
    const { text } = await versionAt(context, address);
    const clause =
      text.clauses.find(({ id }) => id === named) ?? text.clauses.find(({ citation }) => citation === named);
    if (!clause) throw new Refusal("cli-no-clause", { clause: named });
    const biography = await getBiography(context, programActor, { version: address, clause: clause.id });
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

/**
 * Which version brought in each word. As text a clause a line, each run of its words after the version that had it first,
 * and after the one that brought it back where it was gone: "[1] that few are [2←1] fully".
 */
export function printOrigins(
  environment: Environment,
  address: string,
  { data, format }: HistoryOptions,
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

function versionAt(context: Context, address: string): ReturnType<typeof getVersion> {
  return onVersion(context, address, () => getVersion(context, programActor, { version: address }));
}
