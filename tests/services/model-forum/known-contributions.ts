import { readFileSync } from "node:fs";
import { join } from "node:path";
import { anchor } from "#core/place/anchor.ts";
import { applyOperations } from "#core/propose/apply-operations.ts";
import type { ContributionItem } from "#core/receive/contribution.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import type { ContributionAnswer } from "../../../fixtures/contribution-answers.ts";
import type { LoadedContent } from "../../../server/services/kernel/context.ts";
import { fixtures } from "./model.ts";

/** Returns the bytes of a file that organisations sent. */
export function fileOf(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(fixtures, "contributions", `${name}.docx`)));
}

/** Returns the known effect of a proposal on the version's text, one line for each affected clause. */
export function wantedEffect(
  { operation, clauses: [first = "", second = ""], words, with: put }: ContributionAnswer["proposals"][number],
  text: VersionText,
): string[] {
  switch (operation) {
    case "replace":
      return [edited(citing(first, text, words), text, (own) => own.replace(words, () => put))];
    case "insert":
      return [`after ${lastOf(citing(first, text), text).citation}: ${ended(put)}`];
    case "drop":
      return [`without ${first}`];
    case "move":
      return [`${first} after ${lastOf(citing(second, text), text).citation}`];
    default: {
      const to = citing(second, text, put);
      return [
        edited(citing(first, text, words), text, (own) => own.replace(words, "")),
        edited(to, text, (own) => own.replace(put, () => put + words)),
      ];
    }
  }
}

/** Returns an item's effect on the version, in the same form. */
export function effectOf(
  { operations }: Pick<ContributionItem, "operations">,
  { draft, text }: LoadedContent,
): string[] {
  const after = versionTextOf(applyOperations(draft, operations).draft);
  const citation = (id: string): string => text.clauses.find((clause) => clause.id === id)?.citation ?? "";
  const touched = new Set(operations.flatMap((step) => (step.kind === "replace" ? [step.start.clause] : [])));
  return [
    ...operations.flatMap((step): string[] => {
      if (step.kind === "delete") return [`without ${citation(step.clause)}`];
      if (step.kind === "move") return [`${citation(step.clause)} after ${citation(step.after)}`];
      if (step.kind !== "insert") return [];
      return [`after ${citation(step.after)}: ${ended(step.clause.content.map(({ text: words }) => words).join(""))}`];
    }),
    ...[...touched].map((id) => {
      const clause = after.clauses.find((one) => one.id === id);
      return `${citation(id)}: ${after.text.slice(clause?.start, clause?.end)}`;
    }),
  ];
}

/** Returns an item's range in the version, as offsets; null if it has none. */
export function rangeOf({ targets: [target] }: ContributionItem, text: VersionText): readonly [number, number] | null {
  return target ? anchor(text, target) : null;
}

/**
 * Removes the final mark. A draft adjusts the final mark of inserted text to its position; a word processor does not.
 */
function ended(text: string): string {
  return text.replace(/[;,.]$/u, "");
}

function edited(clause: Clause, { text }: VersionText, edit: (own: string) => string): string {
  return `${clause.citation}: ${edit(text.slice(clause.start, clause.end))}`;
}

/**
 * Finds a clause by citation. A verb and its lone recital share a citation: the clause that contains `words` is meant
 * or, without words, the recital.
 */
function citing(citation: string, { text, clauses }: VersionText, words = ""): Clause {
  const cited = clauses.filter((clause) => clause.citation === citation);
  const found = cited.findLast(({ start, end }) => text.slice(start, end).includes(words));
  if (!found) throw new Error(`Nothing is cited as ${citation} with “${words}” in it`);
  return found;
}

/**
 * Returns the last clause of a branch. For a verb or heading, returns the clause itself, because an insertion after it
 * becomes the first clause under it.
 */
function lastOf(clause: Clause, { clauses }: VersionText): Clause {
  if (clause.kind === "verb" || clause.kind === "heading") return clause;
  const start = clauses.indexOf(clause);
  const next = clauses.findIndex(({ depth }, index) => index > start && depth <= clause.depth);
  return clauses[(next < 0 ? clauses.length : next) - 1] ?? clause;
}
