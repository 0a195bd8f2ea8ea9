import * as z from "zod";
import { PairingExplanation } from "#core/compare/clauses/pairing-explanation.ts";
import {
  ChangedSection,
  ClausePair,
  Comparison,
  ImportantChanges,
  RepeatedReplacement,
  TextRange,
} from "#core/compare/comparison.ts";
import { Redline } from "#core/compare/redline-row.ts";
import { ThreeWay } from "#core/compare/three-way-rows.ts";
import { ComparisonFormat, odtMediaType, RedlineFormat, redlineMediaTypes } from "#core/compile/export-format.ts";
import { wordLayouts } from "#core/compile/word-layout.ts";
import { NamedVersion } from "#core/contract/fields.ts";
import { ListedVersion } from "#core/contract/forum-operations.ts";
import { operation } from "#core/contract/operation.ts";
import { Link } from "#core/discuss/link.ts";
import { Clause, VersionText } from "#core/text/clause.ts";
import { NegotiationCounts } from "#core/text/negotiation/negotiation.ts";

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

/**
 * A comparison of two versions, with both texts. Omits the redline, which the client can compute (`redlineOf`), because
 * it would double the response.
 */
export const ComparisonPage = z.object({
  /** Cache key of the comparison. It changes if a text, a clause link or the algorithm changes. */
  key: z.string(),
  base: z.object({ version: ListedVersion, text: VersionText }),
  revised: z.object({ version: ListedVersion, text: VersionText }),
  comparison: Comparison,
  /** The changes by importance, most important first. */
  importance: z.array(ImportantChanges),
  /** Replacements that occur again and again, most frequent first. */
  repeated: z.array(RepeatedReplacement),
  /** The articles or sections that changed most. */
  mostChanged: z.array(ChangedSection),
  /** How much of each text its brackets and options leave open. */
  open: z.object({ base: NegotiationCounts, revised: NegotiationCounts }),
  /** How the words were matched. */
  way: z.object({
    /**
     * Addresses of the intermediate versions, starting from the base. Empty if the two versions were compared directly.
     */
    via: z.array(z.string()),
    /** Number of words and punctuation marks kept at every step. */
    followed: z.int().nonnegative(),
    /** Number of those that were absent from an intermediate version and came back. */
    returned: z.int().nonnegative(),
  }),
  /** Links between clauses of the two versions, and their effect. */
  links: z.array(ShownLink),
});
export type ComparisonPage = z.infer<typeof ComparisonPage>;

/** Default and maximum number of rows in a response. */
const fewRows = 200;
const mostRows = 1000;

/** Some rows of a redline, in reading order. */
export const RedlinePart = z.object({
  /** Number of rows of the whole redline. */
  total: z.int().nonnegative(),
  rows: Redline,
  /** Index of the first row of the next part. Null after the last row. */
  next: z.int().positive().nullable(),
});
export type RedlinePart = z.infer<typeof RedlinePart>;

/** A base and two texts derived from it, clause by clause: the changes of each, and where they agree or conflict. */
export const ThreeWayPage = z.object({
  base: z.object({ version: NamedVersion, clauses: z.array(Clause) }),
  revised: z.object({ version: NamedVersion, clauses: z.array(Clause) }),
  other: z.object({ version: NamedVersion, clauses: z.array(Clause) }),
  ...ThreeWay.shape,
});
export type ThreeWayPage = z.infer<typeof ThreeWayPage>;

/** The query and answer of an operation that returns a redline as a file. */
export const redlineFile = {
  query: z.object({ format: RedlineFormat }),
  answer: {
    kind: "written-file",
    mediaTypes: [...redlineMediaTypes],
  },
  costly: true,
} as const;

/** Problems that can prevent a redline file. */
export const redlineFileProblems = ["no-browser", "not-printed"] as const;

/** Version ids or addresses, of any two documents. */
const ComparisonParams = z.object({ base: z.string(), revised: z.string() });

export const comparisonOperations = {
  getComparison: operation({
    method: "get",
    path: "/comparisons/{base}/{revised}",
    summary: "Compare any two versions word by word: base and revised",
    action: "read-version",
    params: ComparisonParams,
    answer: { kind: "json", schema: ComparisonPage },
    problems: ["not-found", "not-allowed"],
    costly: true,
  }),
  getRedline: operation({
    method: "get",
    path: "/comparisons/{base}/{revised}/redline",
    summary: "A range of rows of the redline of two versions",
    action: "read-version",
    params: ComparisonParams,
    query: z.object({
      /** Index of the first row to return. */
      from: z.coerce.number().int().nonnegative().default(0),
      limit: z.coerce.number().int().positive().max(mostRows).default(fewRows),
    }),
    answer: { kind: "json", schema: RedlinePart },
    problems: ["not-found", "not-allowed", "invalid-request"],
    costly: true,
  }),
  explainPairing: operation({
    method: "get",
    path: "/comparisons/{base}/{revised}/explanation",
    summary: "Why two clauses are paired or not, or why a clause has its result in the comparison",
    action: "read-version",
    params: ComparisonParams,
    query: z.object({ baseClause: z.string().optional(), revisedClause: z.string().optional() }),
    answer: { kind: "json", schema: PairingExplanation },
    problems: ["not-found", "invalid-request"],
    costly: true,
  }),
  compareThree: operation({
    method: "get",
    path: "/comparisons/{base}/{revised}/with/{other}",
    summary: "Compare two revised versions with a common base, with their agreements and conflicts",
    action: "read-version",
    params: ComparisonParams.extend({ other: z.string() }),
    answer: { kind: "json", schema: ThreeWayPage },
    problems: ["not-found"],
    costly: true,
  }),
  exportComparison: operation({
    method: "get",
    path: "/comparisons/{base}/{revised}/export",
    summary: "Export the redline of two versions as a file; headers (Word-Layout, Word-Notes) describe a Word redline",
    action: "read-version",
    params: ComparisonParams,
    ...redlineFile,
    answer: { ...redlineFile.answer, mediaTypes: [...redlineMediaTypes, odtMediaType] },
    query: z.object({
      /**
       * "odt" is the revised version's own OpenDocument text, and refused if one of the versions came in another format.
       * If the changes cannot be written into the file, the answer is a new Word document.
       */
      format: ComparisonFormat,
      /**
       * Layout of a Word redline. Where it cannot be written into the revised file, it is a new document. The headers
       * `Word-Layout` and `Word-Notes` of the answer say so, with the reason and with what was removed.
       */
      layout: z.enum(wordLayouts).default("original"),
      /** Author of the tracked changes. Defaults to the forum's short name. */
      author: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .regex(/^\P{C}+$/u)
        .optional(),
      /** Date of the tracked changes. Defaults to the date of the revised version. */
      date: z.iso.datetime({ offset: true }).optional(),
    }),
    problems: ["not-found", "not-allowed", ...redlineFileProblems],
  }),
};
