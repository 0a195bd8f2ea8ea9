import type { VersionText } from "#core/text/clause.ts";
import { makeForum } from "../support/make-forum.ts";

/** Characters of a generated clause, on average. */
const meanClause = 400;

/** Two drafts of about so many characters, a share of whose words was edited. */
export function draftsOf(size: number, share: number, seed = 1): { base: VersionText; revised: VersionText } {
  const clauses = Math.ceil(size / meanClause);
  const [base, revised] = makeForum({ seed, script: "latin", clauses, drafts: 2, annotations: 0, share }).versions;
  if (!base || !revised) throw new RangeError("Two drafts were asked for");
  return { base, revised };
}
