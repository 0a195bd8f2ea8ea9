import { isUtf8 } from "node:buffer";
import type { Node } from "prosemirror-model";
import { plainTexts } from "#core/compare/plain-text.ts";
import { versionTextOf, type VersionText } from "#core/text/clause.ts";
import { plainDraft } from "#core/text/plain-draft.ts";
import type { Notice } from "#core/text/notice.ts";
import { sha256 } from "./hashes.ts";
import { ProblemError } from "./problem-error.ts";
import { readUpload } from "./read-upload.ts";

/** A file from outside: its name and its bytes. */
export interface SourceFile {
  name: string;
  bytes: Uint8Array;
}

/** What a file is read as. */
export interface ReadFile {
  draft: Node;
  text: VersionText;
  /** SHA-256 of the text, lower-case hex. */
  textHash: string;
  notices: Notice[];
}

/** Reads one file; with `plain`, its text as it is, without interpretation. */
export async function readOne(file: SourceFile, plain: boolean): Promise<ReadFile> {
  const [read] = await readAlike([file], plain);
  if (!read) throw new RangeError("One file in, one file out");
  return read;
}

/** Reads several files alike: with `plain`, what counts as a paragraph is decided once for them all. */
export async function readAlike(files: readonly SourceFile[], plain: boolean): Promise<ReadFile[]> {
  if (plain) return plainTexts(files.map(decode)).map((text) => withHash(plainDraft(text), text, []));
  return Promise.all(files.map(readFile));
}

async function readFile(file: SourceFile): Promise<ReadFile> {
  const { value, notices } = await readUpload(file.bytes, file.name, undefined);
  return withHash(value.draft, versionTextOf(value.draft), notices);
}

/** @throws ProblemError not-this-format, where the bytes are no UTF-8 text: with `--plain` a Word file is none. */
function decode(file: SourceFile): string {
  if (!isUtf8(file.bytes) || file.bytes.includes(0)) throw new ProblemError("not-this-format", { fileName: file.name });
  return new TextDecoder().decode(file.bytes);
}

function withHash(draft: Node, text: VersionText, notices: Notice[]): ReadFile {
  return { draft, text, textHash: sha256(text.text), notices };
}
