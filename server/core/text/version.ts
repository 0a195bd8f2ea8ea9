import * as z from "zod";
import { draftFormats } from "#core/text/file-format.ts";
import { lineOrigins } from "#core/text/lines/line-numbers.ts";
import { Notice } from "#core/text/notice.ts";

/** The relations of a document to another: Opinions replace, fork and merge each other. */
export const relationKinds = ["replaces", "forks", "merges"] as const;

/** A document's relation to another. */
export const DocumentRelation = z.object({
  kind: z.enum(relationKinds),
  documentId: z.string(),
});

/** A document's official number, such as "WTPF-13/16-E". Control and direction characters are rejected. */
export const DocumentSymbol = z
  .string()
  .trim()
  .regex(/^\P{C}+$/u)
  .max(60);

/** The kinds of documents, in the order of choices. */
export const documentKinds = ["opinion", "report", "other"] as const;

/** A work with several drafts: Opinion 5, the Secretary-General's report. */
export const ForumDocument = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/u),
  title: z.string().min(1),
  /** Its name in a list: "Opinion 5". */
  shortTitle: z.string().min(1),
  kind: z.enum(documentKinds),
  /** Its position in the forum's table of contents, from 1. */
  position: z.int().positive(),
  relations: z.array(DocumentRelation),
  /** Its official number, unless its versions have their own. */
  symbol: DocumentSymbol.optional(),
  /** The agenda item under which it is discussed: "3.2". */
  agendaItem: DocumentSymbol.optional(),
  /** When it was archived (ISO 8601, UTC). An archived document can be read, but takes no new drafts or comments. */
  archivedAt: z.iso.datetime().optional(),
});
export type ForumDocument = z.infer<typeof ForumDocument>;

/** Sources of a version: a file of one of those formats, or a draft prepared on this server, as JSON. */
const sourceFormats = [...draftFormats, "working-text"] as const;

/**
 * - prepared: a preview, which may be discarded;
 * - published: permanent;
 * - withdrawn: a mistake, which keeps its address and is shown as withdrawn;
 * - superseded: another text took the same address.
 */
const versionStates = ["prepared", "published", "withdrawn", "superseded"] as const;

/** A SHA-256 in lower-case hex. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/u);

/** A correction of what a published version is called. Its text cannot be corrected. */
export const VersionCorrection = z.object({
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  /** Participant id of the person who corrected it; null for the program itself. */
  by: z.string().nullable(),
  /** Empty if it undid an earlier correction. */
  reason: z.string(),
  /** The values before the correction. `symbol` is null if it had none. */
  before: z.object({ label: z.string(), date: z.iso.date(), symbol: z.string().nullable() }),
});
export type VersionCorrection = z.infer<typeof VersionCorrection>;

/** One immutable text of a document, in one language. Versions of one round in several languages belong together. */
export const Version = z.object({
  /** Opaque, and stable for ever. */
  id: z.string(),
  documentId: z.string(),
  /** A short name within the document, part of the address: "1", "2", "final". */
  round: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/u),
  /** Its common name: "Third draft". */
  label: z.string().min(1),
  /** The date on its cover, YYYY-MM-DD. It orders versions but does not identify one. */
  date: z.iso.date(),
  /**
   * BCP 47: a language, with an optional script, region and variant ("zh-Hant", "es-419"). Other BCP 47 tags are
   * rejected because `Intl` has no names for them.
   */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))?$/iu),
  state: z.enum(versionStates),
  /** Hash of the text alone; two uploads may have the same one. */
  textHash: Hash,
  /** Hash of the canonical JSON, including labels, kinds, marks, languages and the schema number. */
  contentHash: Hash,
  clauseCount: z.int().nonnegative(),
  wordCount: z.int().nonnegative(),
  source: z.object({
    fileName: z.string(),
    format: z.enum(sourceFormats),
    hash: Hash,
    /** In bytes. */
    size: z.int().nonnegative(),
    /** Ids of the proposals in a working text; absent for a file. */
    proposals: z.array(z.string()).optional(),
  }),
  notices: z.array(Notice),
  /** Its numbered lines. Absent for a version from before lines were stored: they are computed when needed. */
  lines: z
    .object({
      origin: z.enum(lineOrigins),
      /** Of the stored file with the numbers. */
      hash: Hash,
      /** The PDF from which they were read; absent if they are computed, or printed in the version's own file. */
      fileName: z.string().optional(),
    })
    .optional(),
  preparedAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().nullable(),
  /** The reason for its withdrawal; null unless it was withdrawn. */
  withdrawnReason: z.string().nullable(),
  /** Its official number, if it has one of its own. */
  symbol: DocumentSymbol.optional(),
  /** Corrections of its label, date and symbol since its publication, oldest first. */
  corrections: z.array(VersionCorrection).optional(),
});
export type Version = z.infer<typeof Version>;

/** Returns a version's official number: its own, or that of its document. Undefined if neither has one. */
export function symbolOf(
  document: Pick<ForumDocument, "symbol">,
  version: Pick<Version, "symbol">,
): string | undefined {
  return version.symbol ?? document.symbol;
}

/** Returns the names of a version with its official number before them, if it has one. */
export function ledBySymbol(
  document: Pick<ForumDocument, "symbol">,
  version: Pick<Version, "symbol">,
  ...names: string[]
): string[] {
  const symbol = symbolOf(document, version);
  return symbol === undefined ? names : [symbol, ...names];
}

/** Orders versions of one document for reading: by date, then by time of publication, then by language. */
export function compareVersions(base: Version, revised: Version): number {
  return (
    base.date.localeCompare(revised.date) ||
    (base.publishedAt ?? base.preparedAt).localeCompare(revised.publishedAt ?? revised.preparedAt) ||
    base.language.localeCompare(revised.language)
  );
}

/**
 * Finds the version to read instead of an outdated one. For a superseded version, this is its replacement. Otherwise it
 * is the latest published version in the same language, if that is later or if the version was withdrawn. Undefined if
 * the version is current.
 */
export function currentVersion<V extends Version>(version: V, versions: readonly V[]): V | undefined {
  const published = versions
    .filter(({ id, language, state }) => id !== version.id && language === version.language && state === "published")
    .toSorted(compareVersions);
  const successor = published.findLast(({ round }) => round === version.round);
  if (version.state === "superseded" && successor) return successor;
  const latest = published.at(-1);
  if (!latest || version.state === "withdrawn" || version.state === "superseded") return latest;
  return compareVersions(version, latest) < 0 ? latest : undefined;
}

/**
 * Addresses of the drafts that an answer about several leaves out, because their stored text is damaged. Absent if there
 * are none.
 */
export const DamagedDrafts = z.array(z.string()).optional();
