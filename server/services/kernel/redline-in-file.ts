import type { Redline } from "#core/compare/redline-row.ts";
import type { WordNote } from "#core/compile/word-layout.ts";
import { otherFormats, type RedrawnReason } from "#core/compile/redrawn-reason.ts";
import type { ReadingNotice } from "#core/text/notice.ts";
import { hasObjects } from "#core/text/object.ts";
import type { SourceMap } from "#core/text/segments/block.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { type Parts, UnsupportedPackageError } from "../../export/package/parts.ts";
import type { RedlineNotice, RedlineTask } from "../../export/tracked/redline-task.ts";
import type { ChangeAuthor } from "../../export/tracked/own-file.ts";
import {
  type ReadDraft,
  readDraft,
  type ReadOptions,
  type TextLimits,
  UnreadableFile,
} from "../../import/read-draft.ts";
import { sha256 } from "./hashes.ts";
import { fileKinds, type OwnRedlineFormat, type SettledFile, settleFile, type Settling } from "./file-kinds.ts";
import { readSharedJson, type SharedJson } from "./shared-json.ts";

/** A version's uploaded file, with the text that it must have. */
export interface UploadedVersion {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** BCP 47. */
  readonly language: string;
  /** SHA-256 of the version's text, lower-case hex. */
  readonly textHash: string;
}

/** A redline to write into the file of the revised version. */
export interface FileRedline extends ChangeAuthor, Pick<Settling, "withoutPrivate"> {
  /** The format of both files. */
  readonly format: OwnRedlineFormat;
  readonly base: UploadedVersion;
  readonly revised: UploadedVersion;
  /** The redline of the two texts (`Redline`). */
  readonly redline: SharedJson;
}

/** A redline in the revised file, or why it must be a new document. */
export type FileRedlineResult =
  { readonly bytes: Uint8Array; readonly notes: readonly WordNote[] } | { readonly redrawn: RedrawnReason };

/**
 * Writes the redline of two versions into the revised version's file. The versions may have been read with their tracked
 * changes accepted or rejected; the files are read again to find out.
 *
 * @throws UnreadableFile too-large, too-long and the others of `readDraft`
 */
export async function redlineInFile(
  { format, base, revised, redline, withoutPrivate, ...by }: FileRedline,
  limits: TextLimits,
): Promise<FileRedlineResult> {
  try {
    const { unpack } = fileKinds[format];
    const files = {
      base: unpack(base.bytes, base.fileName),
      revised: unpack(revised.bytes, revised.fileName),
    };
    if (!files.base || !files.revised) return { redrawn: otherFormats[format] };
    const first = await storedFile(base, files.base, { format, withoutPrivate, limits });
    const second = await storedFile(revised, files.revised, { format, withoutPrivate, limits });
    if (!first || !second) return { redrawn: "text-differs" };
    const task = {
      ...by,
      base: first.file.parts,
      revised: second.file.parts,
      comparison: { redline: readSharedJson(redline) as Redline, base: first.sources, revised: second.sources },
    };
    const { fileName, language } = revised;
    const read = { fileName, language, base: first, revised: second };
    const { bytes, notices } = await writeRedline(format, task, read);
    return { bytes, notes: [...notesOn([first, second], second), ...notices.map(noteOf)] };
  } catch (error) {
    if (error instanceof UnsupportedPackageError) return { redrawn: "unsupported" };
    throw error;
  }
}

/** The texts that a redline must have with all changes rejected and accepted. */
export interface RedlineTexts {
  readonly base: RedlineText;
  readonly revised: RedlineText;
}

interface RedlineText {
  readonly text: string;
  /** Whether pictures, equations and embedded objects are part of the text. */
  readonly objects: boolean;
}

/**
 * Writes a redline and packs it.
 *
 * @throws UnsupportedPackageError if the changes cannot be written safely
 */
export async function writeRedline(
  format: OwnRedlineFormat,
  task: RedlineTask,
  { base, revised, ...options }: RedlineTexts & Pick<ReadOptions, "fileName" | "language">,
): Promise<{ bytes: Uint8Array; notices: readonly RedlineNotice[] }> {
  const kind = fileKinds[format];
  const { parts, notices } = kind.redline(task);
  const bytes = kind.pack(parts);
  if (kind.checksRedline) {
    for (const [changes, { text, objects }] of [
      ["reject", base],
      ["accept", revised],
    ] as const) {
      if (!haveSameLines(await writtenText(bytes, { ...options, changes, objects }), text)) {
        throw new UnsupportedPackageError(options.fileName, `another text after ${changes}`);
      }
    }
  }
  return { bytes, notices };
}

/** A typed label at the start of a clause: a number, or letters with a bracket or full stop. */
const label = /^\(?(?:\d+(?:\.\d+)*|\p{L}{1,4}(?=[.)]))[.)]*\s/u;

/**
 * Whether two texts have the same clauses. Those of empty cells depend on the table. Whether a typed label is read as
 * one depends on the paragraphs around it, so it may also be part of the text.
 */
function haveSameLines(text: string, wanted: string): boolean {
  const [lines, others] = [text, wanted].map((one) => one.split("\n").filter((line) => line.trim() !== ""));
  if (!lines || lines.length !== others?.length) return false;
  return lines.every((line, index) => {
    const other = others[index] ?? "";
    return line === other || line.replace(label, "") === other || line === other.replace(label, "");
  });
}

/** Returns a notice of a writer as a note. */
export function noteOf(notice: RedlineNotice): WordNote {
  return { code: notice.code, count: "count" in notice ? notice.count : 0 };
}

/** Returns the notes about what was removed from a file, and about what could not be checked. */
export function removalNotes({
  removed,
  uncheckedPictures,
}: Pick<SettledFile, "removed" | "uncheckedPictures">): WordNote[] {
  const notes = removed.map(({ kind, count }): WordNote => ({ code: `removed-${kind}`, count }));
  return uncheckedPictures > 0 ? [...notes, { code: "pictures-unchecked", count: uncheckedPictures }] : notes;
}

/** A file whose text is that of its version. */
export interface StoredFile {
  /** Whether the version was stored with pictures, equations and embedded objects in its text. */
  readonly objects: boolean;
  readonly file: SettledFile;
  readonly changes: Settling["changes"];
  readonly sources: SourceMap;
  readonly text: string;
}

/** What a reader leaves out of files that were exported with comments. The comments may not be for everybody. */
const exportedComments: ReadonlySet<string> = new Set([
  "compiled-comments-left-out",
  "title-page-left-out",
] satisfies ReadingNotice[]);

/** Whether a file was exported with comments, given what its reader reports. */
function hasExportedComments(notices: ReadDraft["notices"]): boolean {
  return notices.some(({ code }) => exportedComments.has(code));
}

/** Finds how a version was read from its file. Returns null if its text is not in the file, or comments are. */
export async function storedFile(
  { bytes, fileName, language, textHash }: UploadedVersion,
  parts: Parts,
  {
    format = "docx",
    withoutPrivate,
    limits,
  }: Pick<Settling, "withoutPrivate"> & { format?: OwnRedlineFormat; limits: TextLimits },
): Promise<StoredFile | null> {
  for (const changes of ["accept", "reject"] as const) {
    const file = settleFile(format, { bytes, parts }, { changes, withoutPrivate });
    const read = await readAsStored(file.bytes, { fileName, language, sources: true, limits }, textHash);
    if (read === "exported-comments") return null;
    if (read) return { file, changes, ...read };
    if (file.count === 0) return null;
  }
  return null;
}

/** A file read as its version was stored. */
type StoredReading = Pick<StoredFile, "objects" | "sources" | "text">;

/**
 * Reads a file as its version was stored: versions from before pictures, equations and embedded objects were part of the
 * text have none. Returns null if the file has another text.
 */
export async function readAsStored(
  bytes: Uint8Array,
  options: ReadOptions,
  textHash: string,
): Promise<StoredReading | "exported-comments" | null> {
  for (const objects of [true, false]) {
    const read = await readOrNothing(bytes, { ...options, objects }).catch((error: unknown) => {
      // Pictures make a text longer. Without them it was not too long.
      if (objects && error instanceof UnreadableFile && error.code.startsWith("too-")) return null;
      throw error;
    });
    if (read && hasExportedComments(read.notices)) return "exported-comments";
    if (!read) continue;
    const { draft, sources = [] } = read.value;
    const { text } = versionTextOf(draft);
    if (sha256(text) === textHash) return { objects, sources, text };
    if (!hasObjects(draft)) return null;
  }
  return null;
}

/** Returns null if a file has no text. It may have some once its changes are rejected. */
async function readOrNothing(bytes: Uint8Array, options: ReadOptions): Promise<ReadDraft | null> {
  try {
    return await readDraft(bytes, options);
  } catch (error) {
    if (error instanceof UnreadableFile && error.code === "empty") return null;
    throw error;
  }
}

/** Returns the text of a written file. "" if it has none. */
export async function writtenText(bytes: Uint8Array, options: ReadOptions): Promise<string> {
  const read = await readOrNothing(bytes, options);
  return read ? versionTextOf(read.value.draft).text : "";
}

/** Returns the notes about tracked changes of files, and about what was removed from the one that is written into. */
export function notesOn(files: readonly StoredFile[], written: StoredFile): WordNote[] {
  const count = (of: Settling["changes"]): number =>
    files.reduce((sum, { changes, file }) => sum + (changes === of ? file.count : 0), 0);
  const changes = (["accept", "reject"] as const).map((of): WordNote => ({
    code: `changes-${of}ed`,
    count: count(of),
  }));
  return [...changes.filter((note) => note.count > 0), ...removalNotes(written.file)];
}
