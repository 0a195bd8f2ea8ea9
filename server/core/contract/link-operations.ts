import * as z from "zod";
import { Link } from "#core/discuss/link.ts";
import { ClausePair } from "#core/compare/comparison.ts";
import { operation } from "#core/contract/operation.ts";
import { Clause } from "#core/text/clause.ts";

/** A link as it is shown: with its clauses, and beside it what is computed without anybody's word. */
export const ShownLink = z.object({
  link: Link,
  /** The base clause as it stands there; null where the revised one has no counterpart. */
  base: Clause.nullable(),
  revised: Clause.nullable(),
  computed: z.object({
    /** What became of the base clause; null where the link names none. */
    base: ClausePair.nullable(),
    /** Where the revised clause came from; null where the link names none. */
    revised: ClausePair.nullable(),
  }),
  may: z.object({ revoke: z.boolean() }),
});
export type ShownLink = z.infer<typeof ShownLink>;

/** A new link between two versions, its id named by the client, so that sending it again makes no second one. */
export const NewLink = z.object({
  id: z.uuid(),
  baseClause: Link.shape.baseClause,
  revisedClause: Link.shape.revisedClause,
  reason: z.string().trim().min(1).max(2000),
});
export type NewLink = z.infer<typeof NewLink>;

/** Each an opaque version id or an address; of any two documents or languages. */
const PairParams = z.object({ base: z.string(), revised: z.string() });

export const linkOperations = {
  getLinks: operation({
    method: "get",
    path: "/comparisons/{base}/{revised}/links",
    summary: "What people said of the clauses of two versions, revoked or not, newest first",
    action: "read-version",
    params: PairParams,
    answer: { kind: "json", schema: z.array(ShownLink) },
    problems: ["not-found"],
  }),
  addLink: operation({
    method: "post",
    path: "/comparisons/{base}/{revised}/links",
    summary: "Say that two clauses are one, or that a clause has no counterpart; it binds the comparison",
    action: "link-clauses",
    params: PairParams,
    body: NewLink,
    answer: { kind: "json", schema: ShownLink, status: 201 },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "already-exists"],
  }),
  revokeLink: operation({
    method: "post",
    path: "/links/{link}/revoke",
    summary: "Revoke a link; it stays in the record and binds nothing any more",
    action: "link-clauses",
    params: z.object({ link: z.string() }),
    body: z.object({ reason: z.string().trim().min(1).max(2000) }),
    answer: { kind: "json", schema: ShownLink },
    problems: ["not-signed-in", "not-allowed", "not-found", "wrong-state"],
  }),
};
