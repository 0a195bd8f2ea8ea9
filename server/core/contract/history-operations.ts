import * as z from "zod";
import { ClausePair, TextRange } from "#core/compare/comparison.ts";
import { PairingReason, SharedWords } from "#core/compare/clauses/pairing-explanation.ts";
import { RedlineRow, RedlineSegment } from "#core/compare/redline-row.ts";
import { DocumentHistory } from "#core/compile/document-history.ts";
import { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { NamedVersion } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { Clause } from "#core/text/clause.ts";
import { DamagedDrafts, Version } from "#core/text/version.ts";

/** A clause of one of several versions, with its text. */
export const LineageClause = Clause.extend({
  /** Id of its version. */
  version: z.string(),
  text: z.string(),
});
export type LineageClause = z.infer<typeof LineageClause>;

/** Clauses of one version, by id. */
const ClausesOf = z.object({ version: z.string(), clauses: z.array(z.string()) });

/** The step from clauses of one version to their successors in another. */
export const LineageStep = ClausePair.omit({ base: true, revised: true }).extend({
  /**
   * The kind of step:
   *
   * - next: from a draft to the next one;
   * - document: into another document that forks, replaces or merges the first;
   * - returned: across drafts without the clause.
   */
  way: z.enum(["next", "document", "returned"]),
  /** Empty if the revised version added the clause. */
  base: ClausesOf,
  /** Empty if the clause was deleted. */
  revised: ClausesOf,
  words: SharedWords,
  /** Reasons for the pairing. */
  reasons: z.array(PairingReason),
  /** Id of the link by which a person decided it. Null if it is computed. */
  link: z.string().nullable(),
});
export type LineageStep = z.infer<typeof LineageStep>;

/** The complete lineage of a clause, earlier and later. */
export const Lineage = z.object({
  /** Ids of the requested version and clause. */
  version: z.string(),
  clause: z.string(),
  /** Every version that a step refers to, in reading order. */
  versions: z.array(NamedVersion),
  /** Every clause that a step refers to, by version and then in document order. */
  clauses: z.array(LineageClause),
  /** Ordered by the revised version, in reading order. */
  steps: z.array(LineageStep),
});
export type Lineage = z.infer<typeof Lineage>;

/** A clause in one draft: its text compared with the previous draft, and the annotations made on it there. */
export const ClauseHistoryEntry = z.object({
  version: NamedVersion,
  /** Several if it was split, or if several were merged later. Empty if the draft does not have the clause. */
  clauses: z.array(LineageClause),
  /**
   * The steps that lead to this draft. Empty in the first draft of all, and in a draft that lacks the clause but did
   * not delete it.
   */
  steps: z.array(LineageStep),
  /** Its redline against the previous draft, with the text of each segment. The unmarked text if no step leads here. */
  rows: z.array(
    RedlineRow.pick({ base: true, revised: true }).extend({
      segments: z.array(RedlineSegment.pick({ kind: true, class: true }).extend({ text: z.string() })),
    }),
  ),
  /**
   * Annotations made on this draft, on the clause or on text in it, that are visible to the reader. In chronological
   * order.
   */
  annotations: z.array(PlacedAnnotation),
});
export type ClauseHistoryEntry = z.infer<typeof ClauseHistoryEntry>;

/** The history of a clause through all drafts of its document and of the documents it came from, oldest first. */
export const ClauseHistory = z.object({
  damaged: DamagedDrafts,
  version: z.string(),
  clause: z.string(),
  /** Address of the draft that precedes the first draft with the clause. Null if no draft precedes it. */
  before: z.string().nullable(),
  entries: z.array(ClauseHistoryEntry),
});
export type ClauseHistory = z.infer<typeof ClauseHistory>;

/** The version that added each word of some clauses. */
export const WordOrigins = z.object({
  damaged: DamagedDrafts,
  /** The versions that the runs refer to, in reading order. */
  versions: z.array(NamedVersion),
  clauses: z.array(
    z.object({
      clause: z.string(),
      /** In order. Every word is in exactly one run. */
      runs: z.array(
        z.object({
          /** In the version's text. */
          range: TextRange,
          /** Id of the version that first contained these words. */
          broughtBy: z.string(),
          /** Id of the version that restored the words after an absence. Null if they were never absent. */
          returnedWith: z.string().nullable(),
          /**
           * Another clause in which an earlier version has these words; null if no other clause has them. If its
           * version is `broughtBy`, the words came from there. Otherwise, `broughtBy` added them to this clause
           * although an earlier version had them elsewhere.
           */
          elsewhere: z.object({ version: z.string(), clause: z.string(), citation: z.string() }).nullable(),
          /** The proposal that contained these words before the version that added them. Null if no proposal did. */
          proposed: z
            .object({
              /** Id of the proposal. */
              annotation: z.string(),
              /**
               * Short names of the organisations behind it. Empty if sources are hidden, or if it was made in a
               * personal capacity.
               */
              by: z.array(z.string()),
              /** Stakeholder groups behind it. Omits small groups if sources are hidden. */
              groups: z.array(StakeholderGroup),
            })
            .nullable(),
        }),
      ),
    }),
  ),
  /** The value of `after` for the next request. Null if these clauses are the last. */
  next: z.string().nullable(),
});
export type WordOrigins = z.infer<typeof WordOrigins>;

/** The same clause in another language version of the same round. */
export const Translation = z.object({
  version: NamedVersion,
  /** In document order. Several if links pair it with several clauses. */
  clauses: z.array(LineageClause),
  /**
   * How the translation was found. link: a person linked the clauses. place: both have the same position and an
   * equivalent label in any script.
   */
  way: z.enum(["link", "place"]),
  /** 0 to 1: the share of clauses with the same position in both texts. 1 for a link. */
  score: z.number().min(0).max(1),
});
export type Translation = z.infer<typeof Translation>;

const VersionParams = z.object({ version: z.string() });
const ClauseParams = VersionParams.extend({ clause: z.string() });

export const lineageOperations = {
  getLineage: operation({
    method: "get",
    path: "/versions/{version}/clauses/{clause}/lineage",
    summary: "Clause history: a clause in every version of its document and of documents with shared history",
    action: "read-version",
    params: ClauseParams,
    answer: { kind: "json", schema: Lineage },
    problems: ["not-found"],
    costly: true,
  }),
  getClauseHistory: operation({
    method: "get",
    path: "/versions/{version}/clauses/{clause}/history",
    formerPath: "/versions/{version}/clauses/{clause}/biography",
    summary: "The wording of a clause in every draft, each compared with the one before, with its comments",
    action: "read-version",
    params: ClauseParams,
    answer: { kind: "json", schema: ClauseHistory },
    problems: ["not-found"],
    costly: true,
  }),
  getTranslations: operation({
    method: "get",
    path: "/versions/{version}/clauses/{clause}/translations",
    summary: "The same clause in the other languages of its round",
    action: "read-version",
    params: ClauseParams,
    answer: { kind: "json", schema: z.array(Translation) },
    problems: ["not-found"],
  }),
  getWordOrigins: operation({
    method: "get",
    path: "/versions/{version}/origins",
    summary: "Word origins: the version that added each word, clause by clause",
    action: "read-version",
    params: VersionParams,
    query: z.object({
      /** Id of the clause before the first one to return. If omitted, starts from the beginning. */
      after: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(2000).default(200),
    }),
    answer: { kind: "json", schema: WordOrigins },
    problems: ["not-found", "invalid-request"],
    costly: true,
  }),
};

export const historyOperations = {
  getHistory: operation({
    method: "get",
    path: "/documents/{document}/history",
    summary: "How the text of a document evolved, draft by draft and clause by clause, with the comments on each",
    action: "read-forum",
    params: z.object({ document: z.string() }),
    /** Defaults to the language in which the document was first published. */
    query: z.object({ language: Version.shape.language.optional() }),
    answer: { kind: "json", schema: DocumentHistory },
    problems: ["not-found", "invalid-request"],
    costly: true,
  }),
};
