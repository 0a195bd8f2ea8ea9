import { isUtf8 } from "node:buffer";
import type { Node } from "prosemirror-model";
import { plainDraft, plainTexts, versionTextOf } from "#core/text/version-text.ts";
import type { SourceMap } from "#core/text/segments/block.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { PrintedLines } from "#core/text/lines/line-numbers.ts";
import type { Notice } from "#core/text/notice.ts";
import { readDraft, type ReadDraft } from "../../import/read-draft.ts";
import { sha256 } from "../kernel/hashes.ts";
import { ProblemError } from "../kernel/problem.ts";
import { readUpload, type UploadReading } from "../versions/read-upload.ts";

/** An input file with its name and bytes. */
export interface SourceFile {
  name: string;
  bytes: Uint8Array;
}

/** A parsed file. */
export interface ReadFile {
  draft: Node;
  text: VersionText;
  /** SHA-256 of the text, lower-case hex. */
  textHash: string;
  notices: Notice[];
  /** Tracked changes and comments if they were requested; otherwise empty. */
  markup: ReadDraft["value"]["markup"];
  /** Source of each character in a Word file if it was requested; otherwise empty. */
  sources: SourceMap;
  /** The line and page numbers that a PDF prints. */
  printed?: PrintedLines;
}

/** Options for reading files. */
export interface FileReading {
  /** Reads the text as it is, without interpretation. */
  plain: boolean;
  /** How to handle tracked changes. */
  changes?: UploadReading["changes"];
  /** Whether to return the source of each character of a Word file. */
  sources?: boolean;
}

/** Reads one file. Files to compare are read together with `readAlike`. */
export async function readOne(file: SourceFile, how: FileReading): Promise<ReadFile> {
  const [read] = await readAlike([file], how);
  return read;
}

/** Reads several files in the same way. With `plain`, the definition of a paragraph is decided once for all of them. */
export async function readAlike<const Files extends readonly SourceFile[]>(
  files: Files,
  { plain, changes, sources }: FileReading,
): Promise<{ -readonly [Index in keyof Files]: ReadFile }> {
  const read = plain
    ? plainTexts(files.map(decode)).map(readPlain)
    : await Promise.all(files.map((file) => readFile(file, { changes, sources })));
  // As many as the files, in their order.
  return read as { -readonly [Index in keyof Files]: ReadFile };
}

async function readFile(file: SourceFile, reading: UploadReading): Promise<ReadFile> {
  const { value, notices } = await readUpload(file.bytes, file.name, reading, readDraft);
  const text = versionTextOf(value.draft);
  const { draft, markup, sources = [], lines: printed = {} } = value;
  return { draft, text, textHash: sha256(text.text), notices, markup, sources, printed };
}

function readPlain(text: VersionText): ReadFile {
  const markup = { changes: [], comments: [] };
  return { draft: plainDraft(text), text, textHash: sha256(text.text), notices: [], markup, sources: [] };
}

/** @throws ProblemError not-this-format if the bytes are not UTF-8 text. With `--plain`, a Word file is rejected. */
function decode(file: SourceFile): string {
  if (!isUtf8(file.bytes) || file.bytes.includes(0)) throw new ProblemError("not-this-format", { fileName: file.name });
  return new TextDecoder().decode(file.bytes);
}
