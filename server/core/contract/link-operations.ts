import * as z from "zod";
import { Link } from "#core/discuss/link.ts";
import { ClausePair, TextRange } from "#core/compare/comparison.ts";
import { NamedVersion } from "#core/contract/fields.ts";
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
    /** The citations of that successor's clauses, or of that origin's if there is no base clause. */
    citations: z.object({ base: z.array(z.string()), revised: z.array(z.string()) }),
  }),
  may: z.object({ revoke: z.boolean() }),
});
export type ShownLink = z.infer<typeof ShownLink>;

/** A clause with its text. Its offsets refer to the version's text. */
const ClauseWithText = Clause.extend({ text: z.string() });

/** A clause of the other version that a clause may have become or come from. */
export const ClauseCandidate = z.object({
  clause: ClauseWithText,
  /** Probability from 0 to 1 that they are the same clause. */
  score: z.number().min(0).max(1),
  /** The rarest words that both have, rarest first. */
  rareWords: z.array(z.string()),
  /** Every word of content that both have, in UTF-16 offsets into the text of the clause without a counterpart. */
  shared: z.array(TextRange),
  /** The same in the candidate's text. */
  sharedInCandidate: z.array(TextRange),
  /** Citations of the clauses that the candidate is paired with: it may be a part of a split or a merger. */
  pairedWith: z.array(z.string()),
});
export type ClauseCandidate = z.infer<typeof ClauseCandidate>;

/** A clause without a counterpart, with at most three candidates, best first. */
export const UnpairedClause = z.object({
  /** Whether the clause is of the base or of the revised version. */
  side: z.enum(["base", "revised"]),
  clause: ClauseWithText,
  candidates: z.array(ClauseCandidate),
});
export type UnpairedClause = z.infer<typeof UnpairedClause>;

/** The clauses without a counterpart that have candidates: those of the base first, each in document order. */
export const CandidateList = z.object({
  base: NamedVersion,
  revised: NamedVersion,
  clauses: z.array(UnpairedClause),
  may: z.object({ link: z.boolean() }),
});
export type CandidateList = z.infer<typeof CandidateList>;

/** A new link between two versions. The client chooses the id, so that a retry does not create a second one. */
export const NewLink = z.object({
  id: z.uuid(),
  baseClause: Link.shape.baseClause,
  revisedClause: Link.shape.revisedClause,
  isRefusal: Link.shape.isRefusal,
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
  getCandidates: operation({
    method: "get",
    path: "/comparisons/{base}/{revised}/candidates",
    summary: "Clauses without a counterpart, each with the clauses that it may have become or come from",
    action: "read-version",
    params: PairParams,
    /** Ids of the clauses to look at; by default, all. */
    query: z.object({ baseClause: z.string().optional(), revisedClause: z.string().optional() }),
    answer: { kind: "json", schema: CandidateList },
    problems: ["not-found"],
    costly: true,
  }),
  addLink: operation({
    method: "post",
    path: "/comparisons/{base}/{revised}/links",
    summary:
      "Link two clauses, refuse to pair them, or mark a clause as having no counterpart; the comparison follows this",
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
