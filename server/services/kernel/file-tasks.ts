import type { Node } from "prosemirror-model";
import { compare } from "#core/compare/compare.ts";
import type { TextRange } from "#core/compare/comparison.ts";
import type { VersionLines } from "#core/receive/cited-lines.ts";
import type { FileMarkup } from "#core/receive/file-markup.ts";
import { groupComments, type GroupCorrections, type GroupedComment } from "#core/outcome/similar-comments.ts";
import type { SimilarGroup } from "#core/outcome/similar-group.ts";
import { carryLines } from "#core/place/carry-lines.ts";
import {
  type BelievedDates,
  placeMarkedText,
  type PlacedContribution,
  type PlacingTerms,
} from "#core/receive/place-marked-text.ts";
import type { MarkedText, ReadRemark, RemarkList } from "#core/receive/read-contribution.ts";
import { scoreRemarks } from "#core/receive/remark-items.ts";
import { rankVersions, type RankedVersion } from "#core/receive/version-match.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { ContributionFormat, DraftFormat } from "#core/text/file-format.ts";
import { computeLines } from "#core/text/lines/compute-lines.ts";
import { LineNumbers, type LineOrigin, type PrintedLines } from "#core/text/lines/line-numbers.ts";
import type { Notice } from "#core/text/notice.ts";
import { parseDraft } from "#core/text/schema.ts";
import { wordCountOf } from "#core/text/tokens.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import type { Version } from "#core/text/version.ts";
import type { TemplateFacts, TemplateFault } from "#core/text/word-template.ts";
import { UnfitTemplate } from "../../export/ooxml/house/controls.ts";
import { templateFacts } from "../../export/ooxml/house/house-file.ts";
import { UnsupportedPackageError } from "../../export/package/parts.ts";
import { placeRemarks } from "../../import/forms/place-remarks.ts";
import { type ColumnsWanted, readColumns, type ReadColumns } from "../../import/forms/read-columns.ts";
import { readRows } from "../../import/forms/read-rows.ts";
import { type ContributionOptions, readContribution } from "../../import/read-contribution.ts";
import {
  readDraft,
  type ReadDraft,
  type ReadOptions,
  type TextLimits,
  UnreadableFile,
  usualTextLimits,
} from "../../import/read-draft.ts";
import { unpackWordFile } from "../../import/unpack-package.ts";
import { contentHashOf, sha256 } from "./hashes.ts";
import { markOwnFile, type OwnFileMarkup, type OwnFileResult } from "./own-file.ts";
import { type FileRedline, redlineInFile, type FileRedlineResult } from "./redline-in-file.ts";

/** The facts of a draft that a version stores beside its text. */
export type DraftFacts = Pick<Version, "language" | "textHash" | "contentHash" | "clauseCount" | "wordCount">;

/** The numbered lines of a draft, to store. */
export interface DraftLines {
  origin: LineOrigin;
  /** JSON of `LineNumbers`, not parsed. */
  json: string;
}

/** A draft with its numbered lines, as JSON, not parsed. */
export interface NumberedDraft {
  draft: string;
  lines: DraftLines;
}

/** The lines that were found in a file. */
export interface LinesFound {
  lines: number;
  /** 0 to 1: the share of the file's lines that have a place in the version. */
  found: number;
  pages: number;
}

/** A draft as it was read from a file. */
export interface DraftOfFile extends DraftFacts {
  /** The draft as JSON of the schema, not parsed. A string costs the server's thread much less than objects. */
  draft: string;
  lines: DraftLines;
  format: DraftFormat;
  notices: Notice[];
}

/** A marked text whose drafts are JSON of the schema, not parsed. */
export interface PlainMarkedText {
  form: "marked-text";
  draft: string;
  accepted: string;
  markup: FileMarkup;
  coloured: readonly TextRange[];
  notices: readonly Notice[];
}

/** A contribution as it was read from a file. */
export interface ContributionFile {
  read: PlainMarkedText | RemarkList;
  format: ContributionFormat;
  /** SHA-256 of the text with its marks, or of the remarks. It does not change if the file is saved again. */
  readHash: string;
}

/** The content of a version to place a contribution on: the draft as JSON of the schema. */
type PlainVersion = Record<string, unknown>;

/**
 * The work on uploaded files, which may take long or may have been designed to. A server does it in threads, so that
 * nobody else waits. Input and output can be sent between threads.
 */
export interface FileTasks {
  /**
   * Reads a file as a draft.
   * @throws UnreadableFile; ProblemError server-busy
   */
  readDraft: (bytes: Uint8Array, options: Omit<ReadOptions, "limits">) => Promise<DraftOfFile>;
  /**
   * Reads a contribution of any supported format. Without `objects`, pictures, equations and embedded objects
   * are left out. `columns` are those of its tables that a person chose.
   * @throws UnreadableFile; ProblemError server-busy
   */
  readContribution: (
    bytes: Uint8Array,
    fileName: string,
    options?: Omit<ContributionOptions, "limits">,
  ) => Promise<ContributionFile>;
  /**
   * Reads the rows of a CSV file.
   * @throws UnreadableFile; ProblemError server-busy
   */
  readRows: (bytes: Uint8Array, delimiters: readonly string[], mostLines: number) => Promise<(readonly string[])[]>;
  /**
   * Reads columns of an Excel file.
   * @throws UnreadableFile; ProblemError server-busy
   */
  readColumns: (bytes: Uint8Array, wanted: ColumnsWanted) => Promise<ReadColumns>;
  /**
   * Reads the lines and pages of a PDF, at their positions in a version with the same text.
   * @throws UnreadableFile; ProblemError server-busy
   */
  readLines: (bytes: Uint8Array, fileName: string, version: PlainVersion) => Promise<DraftLines & LinesFound>;
  /**
   * Computes the facts and the lines of a draft, given as JSON of the schema. A corrected draft keeps the printed lines of
   * the draft before.
   */
  describeDraft: (draft: string, before?: NumberedDraft) => Promise<DraftFacts & { lines: DraftLines }>;
  /**
   * Converts a marked text to contribution items on a version.
   * @throws UnreadableFile too-large; ProblemError server-busy
   */
  placeMarkedText: (read: PlainMarkedText, version: PlainVersion, terms: PlacingTerms) => Promise<PlacedContribution>;
  /**
   * Converts remarks to contribution items on a version, with its numbered lines.
   * @throws UnreadableFile too-large; ProblemError server-busy
   */
  placeRemarks: (
    remarks: readonly ReadRemark[],
    version: PlainVersion & { lines?: VersionLines },
    dates: BelievedDates,
  ) => Promise<Pick<PlacedContribution, "items" | "setAside">>;
  /**
   * Ranks version texts by their similarity to a marked text.
   * @throws UnreadableFile too-large; ProblemError server-busy
   */
  rankVersions: (
    read: Pick<PlainMarkedText, "draft" | "coloured">,
    versions: readonly VersionText[],
  ) => Promise<RankedVersion[]>;
  /**
   * Returns the share of remarks that have a place on a version.
   * @throws UnreadableFile too-large; ProblemError server-busy
   */
  scoreRemarks: (remarks: readonly Pick<ReadRemark, "place">[], version: VersionText) => Promise<number>;
  /**
   * Writes the redline of two versions into the file of the revised one.
   * @throws UnreadableFile; ProblemError server-busy
   */
  redlineInFile: (redline: FileRedline) => Promise<FileRedlineResult>;
  /**
   * Writes comments and proposals into a version's own file.
   * @throws UnreadableFile; ProblemError server-busy
   */
  markOwnFile: (markup: OwnFileMarkup) => Promise<OwnFileResult>;
  /**
   * Reads a Word file as a template for exports.
   * @throws UnreadableFile; ProblemError server-busy
   */
  readTemplate: (bytes: Uint8Array, fileName: string) => Promise<TemplateReading>;
  /**
   * Groups comments that are the same or similar.
   * @throws UnreadableFile too-large; ProblemError server-busy
   */
  groupComments: (comments: readonly GroupedComment[], corrections: GroupCorrections) => Promise<SimilarGroup[]>;
}

/** The tasks of a server. */
export interface ServerFileTasks extends FileTasks {
  /** Returns the same tasks, to be cancelled by a signal. Tasks in the calling thread cannot be cancelled. */
  readonly until?: (signal: AbortSignal) => FileTasks;
}

/** Creates the tasks, to be run in the calling thread. */
export function fileTasksWithin(limits: TextLimits): FileTasks {
  return {
    readDraft: async (bytes, options) => {
      const { value, notices } = await readDraft(bytes, { ...options, limits });
      return { ...writtenFacts(value.draft, value.lines), format: value.format, notices };
    },
    readContribution: async (bytes, fileName, options) => {
      const { read, format } = await readContribution(bytes, fileName, { ...options, limits });
      if (read.form === "remarks") return { read, format, readHash: hashOf({ remarks: read.remarks }) };
      const { draft, markup, coloured } = read;
      const json: unknown = draft.toJSON();
      const plain = { ...read, draft: JSON.stringify(json), accepted: JSON.stringify(read.accepted.toJSON()) };
      const others = signedNotices(read.notices);
      return { read: plain, format, readHash: hashOf({ draft: json, markup, coloured, ...others }) };
    },
    readRows: async (...input) => Promise.resolve(readRows(...input)),
    readColumns: async (...input) => Promise.resolve(readColumns(...input)),
    readLines: async (bytes, fileName, version) => {
      const { value } = await readDraft(bytes, { fileName, limits });
      if (value.format !== "pdf") throw new UnreadableFile("not-this-format", value.format);
      return linesAt(value, whole(version).text);
    },
    describeDraft: async (json, before) => {
      const draft = parseDraft(JSON.parse(json));
      return Promise.resolve(factsOf(draft, before && keptLines(before, versionTextOf(draft))));
    },
    placeMarkedText: async (read, version, terms) =>
      Promise.resolve(placeMarkedText(markedText(read), whole(version), terms)),
    placeRemarks: async (remarks, { lines, ...version }, dates) =>
      Promise.resolve(placeRemarks(remarks, { ...whole(version), ...(lines && { lines }) }, dates)),
    rankVersions: async ({ draft, coloured }, versions) =>
      Promise.resolve(rankVersions({ draft: parseDraft(JSON.parse(draft)), coloured }, versions)),
    scoreRemarks: async (remarks, version) => Promise.resolve(scoreRemarks(remarks, version)),
    redlineInFile: (redline) => redlineInFile(redline, limits),
    markOwnFile: (markup) => markOwnFile(markup, limits),
    readTemplate: async (...input) => Promise.resolve(readTemplate(...input)),
    groupComments: async (...input) => Promise.resolve(groupComments(...input)),
  };
}

/** The tasks with the limits of a server without settings, in the calling thread. */
export const fileTasks = fileTasksWithin(usualTextLimits);

/** Returns a draft as JSON text, with its facts and lines. */
function writtenFacts(draft: Node, printed?: PrintedLines): DraftFacts & { draft: string; lines: DraftLines } {
  return { draft: JSON.stringify(draft.toJSON()), ...factsOf(draft, printed) };
}

function factsOf(draft: Node, printed: PrintedLines = {}): DraftFacts & { lines: DraftLines } {
  const text = versionTextOf(draft);
  return {
    lines: draftLines(printed.lines, printed.pages, text),
    language: text.language,
    textHash: sha256(text.text),
    contentHash: contentHashOf(draft),
    clauseCount: text.clauses.length,
    wordCount: wordCountOf(text),
  };
}

/** Lines without printed numbers are computed. */
function draftLines(printed: LineNumbers | undefined, pages: LineNumbers["pages"], text: VersionText): DraftLines {
  const lines = { ...(printed ?? computeLines(text)), ...(pages && { pages }) };
  return { origin: printed ? "printed" : "computed", json: JSON.stringify(lines) };
}

function linesAt(
  { draft, lines: { lines, pages } = {} }: ReadDraft["value"],
  text: VersionText,
): DraftLines & LinesFound {
  const base = versionTextOf(draft);
  const { kept } = compare(base, text);
  const carried = carryLines({ ...(lines ?? computeLines(base)), ...(pages && { pages }) }, kept, base.text.length);
  const shown = draftLines(lines && carried.lines, carried.lines.pages, text);
  return {
    ...shown,
    lines: carried.lines.starts.length,
    found: carried.found,
    pages: carried.lines.pages?.length ?? 0,
  };
}

/** Returns the printed lines and pages of a draft at their positions in its corrected text. */
function keptLines({ draft, lines: { origin, json } }: NumberedDraft, text: VersionText): PrintedLines {
  const lines = LineNumbers.parse(JSON.parse(json));
  const base = versionTextOf(parseDraft(JSON.parse(draft)));
  const { pages, ...carried } = carryLines(lines, compare(base, text).kept, base.text.length).lines;
  return { ...(origin === "printed" && { lines: carried }), ...(pages && { pages }) };
}

function markedText(read: PlainMarkedText): MarkedText {
  const { draft, accepted } = read;
  return { ...read, draft: parseDraft(JSON.parse(draft)), accepted: parseDraft(JSON.parse(accepted)) };
}

function whole(version: PlainVersion): { draft: Node; text: VersionText } {
  const draft = parseDraft(version);
  return { draft, text: versionTextOf(draft) };
}

/** Returns the notices that name the author of a mark. Such a mark is not in the markup, but it tells files apart. */
function signedNotices(notices: readonly Notice[]): { notices?: object[] } {
  const signed = notices.filter(({ params }) => "author" in params || "authors" in params);
  return signed.length === 0 ? {} : { notices: signed.map(({ code, params }) => ({ code, params })) };
}

/** Leaves out the printed forms of labels, so that a file read before these were recorded has the same hash. */
function hashOf(content: object): string {
  return sha256(JSON.stringify(content, (key, value: unknown) => (key === "printed" ? undefined : value)));
}

/** What was found in a Word template, or why the file cannot be one. */
type TemplateReading = { readonly facts: TemplateFacts } | { readonly fault: TemplateFault };

/** Maximum size of a template's parts, unpacked, in bytes. Each export parses them. */
const largestUnpacked = 16 * 1024 * 1024;

/**
 * Reads a Word file as a template.
 *
 * @throws UnreadableFile not-this-format, too-large, damaged, encrypted, empty
 */
function readTemplate(bytes: Uint8Array, fileName: string): TemplateReading {
  const parts = unpackWordFile(bytes, fileName);
  if (!parts) throw new UnreadableFile("not-this-format", "a template that is no Word file");
  let size = 0;
  for (const part of parts.values()) size += part.length;
  if (size > largestUnpacked) throw new UnreadableFile("too-large", `a template of ${String(size)} bytes`);
  try {
    return { facts: templateFacts(parts) };
  } catch (error) {
    if (error instanceof UnfitTemplate) return { fault: error.fault };
    if (error instanceof UnsupportedPackageError) return { fault: "unsupported" };
    throw error;
  }
}
