import type { Mark, Node } from "prosemirror-model";
import type { Comparison } from "#core/compare/comparison.ts";
import { firstFrom } from "#core/compare/changes/open-spans.ts";

/** A draft's runs of equal formatting, in text order. */
interface FormattedRuns {
  /** UTF-16 offsets into the version's text. */
  readonly starts: Int32Array;
  readonly formats: readonly string[];
}

/**
 * Finds the clauses whose kept words have other marks, or that have another kind or depth: a bold word, a heading in
 * place of a paragraph. Links within the draft do not count.
 *
 * @returns ids of revised clauses
 */
export function reformattedClauses(
  base: Node,
  revised: Node,
  { pairs, kept }: Pick<Comparison, "pairs" | "kept">,
): Set<string> {
  const found = new Set<string>();
  const [baseClauses, revisedClauses] = [clausesOf(base), clausesOf(revised)];
  for (const pair of pairs) {
    const [from, to] = [baseClauses.get(pair.base[0] ?? ""), revisedClauses.get(pair.revised[0] ?? "")];
    if (pair.relation === "1:1" && from && to && form(from) !== form(to)) found.add(String(to.attrs["id"]));
  }
  const [baseRuns, revisedRuns] = [runsOf(base), runsOf(revised)];
  const starts = Int32Array.from(startsOf(revised));
  for (const [start, end, revisedStart] of kept) {
    const at = firstDifference(baseRuns, revisedRuns, [start, end, revisedStart]);
    if (at !== undefined) found.add(String(revised.child(firstFrom(starts, at + 1) - 1).attrs["id"]));
  }
  return found;
}

function clausesOf(draft: Node): Map<string, Node> {
  return new Map(draft.children.map((node) => [String(node.attrs["id"]), node]));
}

function form({ attrs }: Node): string {
  return `${String(attrs["kind"])} ${String(attrs["depth"])}`;
}

/** Returns the offset in the revised text where the formatting of a kept range first differs; undefined if nowhere. */
function firstDifference(
  base: FormattedRuns,
  revised: FormattedRuns,
  [start, end, revisedStart]: readonly [number, number, number],
): number | undefined {
  let [one, other] = [firstFrom(base.starts, start + 1) - 1, firstFrom(revised.starts, revisedStart + 1) - 1];
  for (let at = start; at < end;) {
    if (base.formats[one] !== revised.formats[other]) return at - start + revisedStart;
    const next = base.starts[one + 1] ?? Infinity;
    const otherNext = (revised.starts[other + 1] ?? Infinity) - revisedStart + start;
    at = Math.min(next, otherNext);
    if (next === at) one += 1;
    if (otherNext === at) other += 1;
  }
  return undefined;
}

function startsOf(draft: Node): number[] {
  let start = 0;
  return draft.children.map((node) => {
    const own = start;
    start += node.textContent.length + 1;
    return own;
  });
}

function runsOf(draft: Node): FormattedRuns {
  const starts: number[] = [];
  const formats: string[] = [];
  let at = 0;
  for (const clause of draft.children) {
    for (const node of clause.children) {
      const { length } = node.textContent;
      if (length > 0) {
        starts.push(at);
        formats.push(node.marks.flatMap(formatOf).sort().join(" "));
      }
      at += length;
    }
    at += 1;
  }
  return { starts: Int32Array.from(starts), formats };
}

/** Returns the mark's name, with the target of a link. Links within the draft have none: ids differ between versions. */
function formatOf({ type, attrs }: Mark): string[] {
  const href = String(attrs["href"] ?? "");
  return href.startsWith("#") ? [] : [`${type.name}${href}`];
}
