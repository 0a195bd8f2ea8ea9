import * as z from "zod";
import { Link } from "#core/discuss/link.ts";
import { ClausePair } from "#core/compare/comparison.ts";
import { operation } from "#core/contract/operation.ts";
import { Clause } from "#core/text/clause.ts";

/** A link as shown to the reader, with its clauses and with the computed result without any link. */
export const ShownLink = z.object({
  link: Link,
  /** The base clause in its own version. Null if the revised clause has no counterpart. */
  base: Clause.nullable(),
  revised: Clause.nullable(),
  computed: z.object({
    /** The computed successor of the base clause. Null if the link names no base clause. */
    base: ClausePair.nullable(),
    /** The computed origin of the revised clause. Null if the link names no revised clause. */
    revised: ClausePair.nullable(),
  }),
  may: z.object({ revoke: z.boolean() }),
});
export type ShownLink = z.infer<typeof ShownLink>;

/** A new link between two versions. The client chooses the id, so that a retry does not create a second one. */
export const NewLink = z.object({
  id: z.uuid(),
  baseClause: Link.shape.baseClause,
  revisedClause: Link.shape.revisedClause,
  reason: z.string().trim().min(1).max(2000),
});
export type NewLink = z.infer<typeof NewLink>;

/** Version ids or addresses, of any two documents or languages. */
const PairParams = z.object({ base: z.string(), revised: z.string() });

export const linkOperations = {
  getLinks: operation({
    method: "get",
    path: "/comparisons/{base}/{revised}/links",
    summary: "Links between the clauses of two versions, including revoked ones, newest first",
    action: "read-version",
    params: PairParams,
    answer: { kind: "json", schema: z.array(ShownLink) },
    problems: ["not-found"],
  }),
  addLink: operation({
    method: "post",
    path: "/comparisons/{base}/{revised}/links",
    summary: "Link two clauses, or mark a clause as having no counterpart; the comparison follows this",
    action: "link-clauses",
    params: PairParams,
    body: NewLink,
    answer: { kind: "json", schema: ShownLink, status: 201 },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "already-exists"],
  }),
  revokeLink: operation({
    method: "post",
    path: "/links/{link}/revoke",
    summary: "Revoke a link; it stays on record but no longer affects the comparison",
    action: "link-clauses",
    params: z.object({ link: z.string() }),
    body: z.object({ reason: z.string().trim().min(1).max(2000) }),
    answer: { kind: "json", schema: ShownLink },
    problems: ["not-signed-in", "not-allowed", "not-found", "wrong-state"],
  }),
};
