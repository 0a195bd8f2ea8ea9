import * as z from "zod";
import type { Target } from "#core/discuss/target.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";

/** The citations of a target's clauses: the first, and the last of a range that crosses clauses. */
export const CitedTarget = z.object({
  kind: z.enum(["range", "clause", "section", "document"]),
  first: z.string(),
  last: z.string().nullable(),
});
export type CitedTarget = z.infer<typeof CitedTarget>;

/** Returns the citations of a target in the text of its version. */
export function citedTarget(version: VersionText, target: Target): CitedTarget {
  const { kind } = target;
  const cite = (clause: string): string => clauseById(version, clause)?.citation ?? "";
  if (kind === "document") return { kind, first: "", last: null };
  if (kind !== "range") return { kind, first: cite(target.clause), last: null };
  const [first, last] = [target.start.clause, target.end.clause];
  return { kind, first: cite(first), last: first === last ? null : cite(last) };
}
