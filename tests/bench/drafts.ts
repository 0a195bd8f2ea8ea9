import type { VersionText } from "#core/text/clause.ts";
import { makeForum } from "../support/make-forum.ts";

/** Average length of a generated clause, in characters. */
const meanClause = 400;

/** Generates two drafts of about `size` characters, with a share of the words edited. */
export function draftsOf(size: number, share: number, seed = 1): { base: VersionText; revised: VersionText } {
  const clauses = Math.ceil(size / meanClause);
  const [base, revised] = makeForum({ seed, script: "latin", clauses, drafts: 2, annotations: 0, share }).versions;
  if (!base || !revised) throw new RangeError("Two drafts were asked for");
  return { base, revised };
}
