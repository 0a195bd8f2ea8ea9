import * as z from "zod";
import { ClauseKind } from "#core/text/clause-kind.ts";

/** A unit of text that people comment on, with its position in its version's text. */
export const Clause = z.object({
  /** Unique and stable within the version; never shared across versions. */
  id: z.string(),
  kind: ClauseKind,
  /** As printed ("1.1.2", "a)"); null if none is printed. */
  label: z.string().nullable(),
  /** The way people refer to it: "recalling a)", "invites Member States 2", "1.1.2". */
  citation: z.string(),
  depth: z.int().nonnegative(),
  /** UTF-16 offset of the clause's start in the version's text. */
  start: z.int().nonnegative(),
  /** UTF-16 offset in the version's text just after the clause's last character. */
  end: z.int().nonnegative(),
});
export type Clause = z.infer<typeof Clause>;

/** A version's text with its clauses: everything that a comparison or an anchor needs from a draft. */
export const VersionText = z.object({
  /** The clauses' texts joined by "\n". */
  text: z.string(),
  /** BCP 47. */
  language: z.string(),
  clauses: z.array(Clause),
});
export type VersionText = z.infer<typeof VersionText>;

/**
 * Finds the clause that contains a UTF-16 offset of the version's text, by binary search. A clause's end offset counts
 * as inside.
 */
export function clauseAt(clauses: readonly Clause[], offset: number): Clause | undefined {
  let low = 0;
  let high = clauses.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const clause = clauses[middle];
    if (!clause) return undefined;
    if (offset < clause.start) high = middle - 1;
    else if (offset > clause.end) low = middle + 1;
    else return clause;
  }
  return undefined;
}
