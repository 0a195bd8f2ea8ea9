import * as z from "zod";
import { ClausePair, TextRange } from "#core/compare/comparison.ts";
import { PairingReason, SharedWords } from "#core/compare/explain.ts";
import { RedlineRow, RedlineSegment } from "#core/compare/redline.ts";
import { DocumentHistory } from "#core/compile/document-history.ts";
import { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { NamedVersion } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { StakeholderGroup } from "#core/discuss/speaker.ts";
import { Clause } from "#core/text/clause.ts";
import { Version } from "#core/text/version.ts";

/** A clause of one of several versions, with its words. */
export const LineageClause = Clause.extend({
  /** Id of the version it stands in. */
  version: z.string(),
  text: z.string(),
});
export type LineageClause = z.infer<typeof LineageClause>;

/** Clauses of one version, by their ids. */
const ClausesOf = z.object({ version: z.string(), clauses: z.array(z.string()) });

/** What clauses of one version became in another. */
export const LineageStep = ClausePair.omit({ base: true, revised: true }).extend({
  /**
   * next: from a draft to the one after it; document: into another document that forks, replaces or merges the first;
   * returned: over drafts that did not have it.
   */
  way: z.enum(["next", "document", "returned"]),
  /** No clauses where it came in with the revised version. */
  base: ClausesOf,
  /** No clauses where it was taken out. */
  revised: ClausesOf,
  words: SharedWords,
  /** Why it is so; worded under "pairing-". */
  reasons: z.array(PairingReason),
  /** Id of the link by which somebody said so; null where it is computed. */
  link: z.string().nullable(),
});
export type LineageStep = z.infer<typeof LineageStep>;

/** Everything a clause was and became. */
export const Lineage = z.object({
  /** Ids of the version and the clause asked about. */
  version: z.string(),
  clause: z.string(),
  /** Every version that a step speaks of, in reading order. */
  versions: z.array(NamedVersion),
  /** Every clause that a step names, by version and then by place. */
  clauses: z.array(LineageClause),
  /** By the revised version, in reading order. */
  steps: z.array(LineageStep),
});
export type Lineage = z.infer<typeof Lineage>;

/** A clause in one draft: its wording against that of the draft before, and what was said on it there. */
export const BiographyEntry = z.object({
  version: NamedVersion,
  /** Several where it was split, or where several were merged later; none where the draft does not have it. */
  clauses: z.array(LineageClause),
  /** What led here; none in the first draft of all, nor in one that lacks it and did not take it out. */
  steps: z.array(LineageStep),
  /** Its wording woven with that before, with the words themselves; as it stands where no step led here. */
  rows: z.array(
    RedlineRow.pick({ base: true, revised: true }).extend({
      segments: z.array(RedlineSegment.pick({ kind: true, class: true }).extend({ text: z.string() })),
    }),
  ),
  /** Made on this draft, on the clause or on words of it, as far as the reader may know; in order of time. */
  annotations: z.array(PlacedAnnotation),
});
export type BiographyEntry = z.infer<typeof BiographyEntry>;

/** A clause through all drafts of its document, and of those that came before it, oldest first. */
export const Biography = z.object({
  version: z.string(),
  clause: z.string(),
  entries: z.array(BiographyEntry),
});
export type Biography = z.infer<typeof Biography>;

/** Which version brought in each word of some clauses. */
export const WordOrigins = z.object({
  /** Those that the runs name, in reading order. */
  versions: z.array(NamedVersion),
  clauses: z.array(
    z.object({
      clause: z.string(),
      /** In order; every word is in one run. */
      runs: z.array(
        z.object({
          /** In the version's text. */
          range: TextRange,
          /** Id of the version that had these words first. */
          broughtBy: z.string(),
          /** Id of the version that brought them back, where they were gone in between; else null. */
          returnedWith: z.string().nullable(),
          /** The proposal that had these words before the version that brought them in; null where none did. */
          proposed: z
            .object({
              /** Its id. */
              annotation: z.string(),
              /** Short names of the organisations behind it; empty where sources are hidden, or a person spoke alone. */
              by: z.array(z.string()),
              /** Groups behind it; of small ones nothing is told where sources are hidden. */
              groups: z.array(StakeholderGroup),
            })
            .nullable(),
        }),
      ),
    }),
  ),
  /** What to ask for as `after` to get the next clauses; null where these are the last. */
  next: z.string().nullable(),
});
export type WordOrigins = z.infer<typeof WordOrigins>;

/** The same clause in the same round's text in another language. */
export const Translation = z.object({
  version: NamedVersion,
  /** In the order they stand; several where a link says so. */
  clauses: z.array(LineageClause),
  /** link: somebody said so; place: both stand at the same place with the same label, counted in any script. */
  way: z.enum(["link", "place"]),
  /** 0 to 1: how much of the two texts stands at the same places; 1 for a link. */
  score: z.number().min(0).max(1),
});
export type Translation = z.infer<typeof Translation>;

const VersionParams = z.object({ version: z.string() });
const ClauseParams = VersionParams.extend({ clause: z.string() });

export const lineageOperations = {
  getLineage: operation({
    method: "get",
    path: "/versions/{version}/clauses/{clause}/lineage",
    summary: "What a clause was and became, in every version of its document and of those it shares a history with",
    action: "read-version",
    params: ClauseParams,
    answer: { kind: "json", schema: Lineage },
    problems: ["not-found"],
    costly: true,
  }),
  getBiography: operation({
    method: "get",
    path: "/versions/{version}/clauses/{clause}/biography",
    summary: "The wording of a clause in every draft, each against the one before, with what was said on each",
    action: "read-version",
    params: ClauseParams,
    answer: { kind: "json", schema: Biography },
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
    summary: "Which version brought in each word, clause by clause",
    action: "read-version",
    params: VersionParams,
    query: z.object({
      /** Id of the clause before the first wanted; left out, from the beginning. */
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
    summary: "How the text of a document went from clause to clause through its drafts, and what was said on each",
    action: "read-forum",
    params: z.object({ document: z.string() }),
    /** Left out, the language in which the document was published first. */
    query: z.object({ language: Version.shape.language.optional() }),
    answer: { kind: "json", schema: DocumentHistory },
    problems: ["not-found", "invalid-request"],
    costly: true,
  }),
};
