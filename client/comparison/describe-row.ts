import type { RedlineRow } from "#core/compare/redline.ts";
import type { Clause } from "#core/text/clause.ts";
import { counted } from "../components/counted.ts";

/** What happened to a clause, in a few words, for who hears the page. `marked` are the changes that are shown, by number. */
export function describeRow(
  row: RedlineRow,
  base: Clause | undefined,
  revised: Clause | undefined,
  marked: ReadonlySet<number>,
): string {
  if (row.relation === "added") return "added";
  if (row.relation === "removed") return "removed";
  const words: string[] = [];
  if (row.relation === "1:n") words.push("split");
  if (row.relation === "n:1") words.push("merged");
  if (row.moved) words.push(row.revised === null ? "moved away" : row.base === null ? "moved here" : "moved");
  if (row.renumbered && base && revised) words.push(`renumbered from ${base.label ?? "no number"}`);
  const changes = new Map(
    row.segments.flatMap(({ change, class: name }) =>
      change !== null && marked.has(change) && !(row.moved && name === "move") ? [[change, name] as const] : [],
    ),
  );
  if (isBracketingAlone(row)) words.push(onlyBrackets);
  else if (changes.size > 0) words.push(counted(changes.size, "change"));
  // Set in bold for who sees the page.
  const verbs = [...changes.values()].filter((name) => name === "verb").length;
  if (verbs > 0) words.push(`${verbs < changes.size ? `${String(verbs)} ` : ""}of a verb that binds`);
  return words.length > 0 ? words.join(", ") : "unchanged";
}

/** What is said of a clause in which brackets were put round words or taken off, and not a word changed. */
export const onlyBrackets = "brackets alone, no other wording";

/** Whether brackets are all that changed in a clause: what is agreed became open or the other way, and the words stayed. */
export function isBracketingAlone({ relation, segments }: Pick<RedlineRow, "relation" | "segments">): boolean {
  const changed = segments.filter(({ change }) => change !== null);
  return relation === "1:1" && changed.length > 0 && changed.every(({ class: name }) => name === "bracket");
}
