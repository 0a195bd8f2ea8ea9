import type { AnnotationCounts, AnnotationList } from "#core/contract/annotation-operations.ts";
import { countKinds } from "#core/discuss/annotation.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { PlacedThread } from "../kernel/kept-discussions.ts";

type Placed = readonly PlacedThread[];

/** The counts of what is submitted, and the drafts, which few readers may see. */
interface Counted {
  submitted: AnnotationCounts;
  drafts: Placed;
}

/** One for each state of a discussion, so that its readers share it. */
const counted = new WeakMap<Placed, Counted>();

/**
 * Counts the threads on a version that a reader may know. `knowsSubmitted` states that they may know all that are
 * submitted; these are counted once for all such readers.
 */
export function countAnnotations(
  { clauses }: Pick<VersionText, "clauses">,
  placed: Placed,
  { isKnown, knowsSubmitted }: { isKnown: (placed: PlacedThread) => boolean; knowsSubmitted: boolean },
): AnnotationCounts {
  if (!knowsSubmitted) return countAll(clauses, placed.filter(isKnown));
  let { submitted, drafts }: Partial<Counted> = counted.get(placed) ?? {};
  if (!submitted || !drafts) {
    const isSubmitted = ({ thread }: PlacedThread): boolean => thread.annotation.visibility === "submitted";
    submitted = countAll(clauses, placed.filter(isSubmitted));
    drafts = placed.filter((one) => !isSubmitted(one));
    counted.set(placed, { submitted, drafts });
  }
  const known = drafts.filter(isKnown);
  return known.length === 0 ? submitted : sumOf(clauses, submitted, countAll(clauses, known));
}

/** Returns the list of a position in the text order of a version with so many clauses. */
export function listAt(clause: number, clauses: number): Exclude<AnnotationList, "drafts"> {
  if (clause < clauses) return "text";
  return clause === clauses ? "general" : "unplaced";
}

/** Counts threads in text order. */
function countAll(clauses: VersionText["clauses"], placed: Placed): AnnotationCounts {
  const counts: AnnotationCounts = { total: 0, open: { text: 0, general: 0, unplaced: 0 }, clauses: [] };
  for (const { thread, clause: index } of placed) {
    const { kind, standing } = thread.annotation;
    const isOpen = standing === "open";
    counts.total += 1;
    if (isOpen) counts.open[listAt(index, clauses.length)] += 1;
    const clause = clauses[index]?.id;
    if (clause === undefined) continue;
    let last = counts.clauses.at(-1);
    if (last?.clause !== clause) counts.clauses.push((last = { clause, count: 0, open: countKinds([]) }));
    last.count += 1;
    if (isOpen) last.open[kind] += 1;
  }
  return counts;
}

function sumOf(clauses: VersionText["clauses"], one: AnnotationCounts, other: AnnotationCounts): AnnotationCounts {
  const [ones, others] = [one, other].map((counts) => new Map(counts.clauses.map((entry) => [entry.clause, entry])));
  return {
    total: one.total + other.total,
    open: {
      text: one.open.text + other.open.text,
      general: one.open.general + other.open.general,
      unplaced: one.open.unplaced + other.open.unplaced,
    },
    clauses: clauses.flatMap(({ id }) => {
      const [left, right] = [ones?.get(id), others?.get(id)];
      if (!left || !right) return left ?? right ?? [];
      const open = {
        comment: left.open.comment + right.open.comment,
        proposal: left.open.proposal + right.open.proposal,
      };
      return { clause: id, count: left.count + right.count, open };
    }),
  };
}
