import * as z from "zod";
import { Notice } from "#core/text/notice.ts";

/** How one document stands to another: Opinions replace, fork and merge each other. */
export const DocumentRelation = z.object({
  kind: z.enum(["replaces", "forks", "merges"]),
  documentId: z.string(),
});

/** A work that goes through drafts: Opinion 5, the Secretary-General's report. */
export const ForumDocument = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/u),
  title: z.string().min(1),
  /** As it is called in a list: "Opinion 5". */
  shortTitle: z.string().min(1),
  kind: z.enum(["opinion", "report", "other"]),
  /** Its place in the forum's table of contents, from 1. */
  position: z.int().positive(),
  relations: z.array(DocumentRelation),
});
export type ForumDocument = z.infer<typeof ForumDocument>;

/** Formats a draft is read from. */
export const draftFormats = ["docx", "odt", "pdf", "html", "markdown", "text"] as const;

/** What a version is made from: a file of one of those formats, or a draft that was worked out here, as JSON. */
const sourceFormats = [...draftFormats, "working-text"] as const;

/**
 * prepared: a preview, which may be thrown away; published: for good; withdrawn: a mistake, which stays addressable and
 * says so; superseded: another text took the same address.
 */
const versionStates = ["prepared", "published", "withdrawn", "superseded"] as const;

/** A SHA-256 in lower-case hex. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/u);

/** One immutable text of a document, in one language. Versions of one round in several languages belong together. */
export const Version = z.object({
  /** Opaque and stable for ever. */
  id: z.string(),
  documentId: z.string(),
  /** A short name within the document, part of the address: "1", "2", "final". */
  round: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/u),
  /** As people call it: "Third draft". */
  label: z.string().min(1),
  /** The date on its cover, YYYY-MM-DD. It orders versions and identifies none. */
  date: z.iso.date(),
  /** BCP 47: a language, and perhaps a script, a region and a variant ("zh-Hant", "es-419"); what else it allows is no name to `Intl`. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))?$/iu),
  state: z.enum(versionStates),
  /** Of its text alone; two uploads may share it. */
  textHash: Hash,
  /** Of its canonical JSON: labels, kinds, marks, languages and the schema number included. */
  contentHash: Hash,
  clauseCount: z.int().nonnegative(),
  wordCount: z.int().nonnegative(),
  source: z.object({
    fileName: z.string(),
    format: z.enum(sourceFormats),
    hash: Hash,
    /** Bytes. */
    size: z.int().nonnegative(),
    /** Ids of the proposals that a working text took in; left out for a file. */
    proposals: z.array(z.string()).optional(),
  }),
  notices: z.array(Notice),
  preparedAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().nullable(),
  /** Why it was withdrawn; null unless it was. */
  withdrawnReason: z.string().nullable(),
});
export type Version = z.infer<typeof Version>;

/** Versions of one document in reading order: by date, then by when they were published, then by language. */
export function compareVersions(base: Version, revised: Version): number {
  return (
    base.date.localeCompare(revised.date) ||
    (base.publishedAt ?? base.preparedAt).localeCompare(revised.publishedAt ?? revised.preparedAt) ||
    base.language.localeCompare(revised.language)
  );
}

/**
 * The version to read instead of one that no longer holds: what took the place of a superseded one; else the latest
 * published in its language, where it is later or the version itself was withdrawn. Undefined where the version is current.
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
