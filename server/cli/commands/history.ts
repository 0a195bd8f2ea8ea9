import type { Command } from "commander";
import { parseLineCitation } from "#core/text/lines/find-lines.ts";
import { findVersion, withForum } from "../forum/call-operation.ts";
import type { Environment } from "../forum/config.ts";
import { CommandError, commandText, type Terminal } from "../output/terminal.ts";
import { namedClause } from "../output/print-file.ts";
import { lineOf, type PrintOptions } from "../output/print-answer.ts";
import { marks } from "../output/print-redline.ts";
import { addVersionCommand, formatOption, printing, withDataOption } from "./command-options.ts";

/** Adds `history`, which was named `biography`, and `origins`. */
export function addHistoryCommands(program: Command, terminal: Terminal): void {
  withDataOption(program.command("history").alias("biography").description(commandText("cli-history")))
    .argument("<address>", commandText("cli-address"))
    .argument("<clause>", commandText("cli-clause"))
    .addOption(formatOption())
    .action(printing(terminal, printClauseHistory));
  addVersionCommand(program, terminal, "origins", printOrigins);
}

/**
 * Prints the text of a clause, named by citation, line or id, in every draft. In the text format each draft has a line with
 * its address, date and the clause's citation. Below it is a redline against the previous draft.
 */
export function printClauseHistory(
  environment: Environment,
  version: string,
  named: string,
  options: PrintOptions,
): Promise<string> {
  return withForum(environment, options, async (call) => {
    const { text } = await findVersion(call, version);
    const lines = parseLineCitation(named) ? await call("getLines", { params: { version } }) : undefined;
    const clause = namedClause(text, named, lines && { lines });
    if (typeof clause === "string") throw new CommandError(clause, { clause: named });
    const history = await call("getClauseHistory", { params: { version, clause: clause.id } });
    if (options.format === "json") return `${JSON.stringify(history)}\n`;
    return history.entries
      .map(({ version: { address, date }, clauses, rows }) => {
        const cited = clauses.map(({ citation }) => citation).join(" + ") || "–";
        const wording = rows.map(({ segments }) =>
          lineOf("", segments.map(({ kind, text }) => marks[kind].join(text)).join("")),
        );
        return `${lineOf(address, date, cited)}${wording.join("")}`;
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
export function printOrigins(environment: Environment, version: string, options: PrintOptions): Promise<string> {
  return withForum(environment, options, async (call) => {
    const { text } = await findVersion(call, version);
    const versions = new Map<string, string>();
    const clauses = [];
    for (let after: string | undefined, isLast = false; !isLast;) {
      const part = await call("getWordOrigins", { params: { version }, query: { after, limit: pageSize } });
      for (const { id, address } of part.versions) versions.set(id, address);
      clauses.push(...part.clauses);
      isLast = part.next === null;
      after = part.next ?? undefined;
    }
    if (options.format === "json") return `${JSON.stringify({ versions: Object.fromEntries(versions), clauses })}\n`;
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
        return lineOf(citations.get(clause) ?? clause, wording.join(" "));
      })
      .join("");
  });
}
