import type { Compilation } from "#core/compile/compilation.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { packOdt } from "../../export/own-odt/pack-odt.ts";
import { withoutPrivateOdt } from "../../export/own-odt/without-private-odt.ts";
import { writeOdtComments } from "../../export/own-odt/write-odt-comments.ts";
import type { Parts } from "../../export/original/word-file.ts";
import type { TextLimits } from "../../import/read-draft.ts";
import { sha256 } from "./hashes.ts";
import {
  type FileRedlineResult,
  hasExportedComments,
  readOrNothing,
  removalNotes,
  type UploadedVersion,
} from "./redline-in-file.ts";

/** Comments to write into a version's own OpenDocument text. */
export interface OwnOdtMarkup {
  readonly upload: UploadedVersion;
  /** The unpacked file. */
  readonly parts: Parts;
  readonly compilation: Compilation;
  readonly withoutPrivate: boolean;
}

/**
 * Writes comments into a version's own OpenDocument text. The file is read again before and afterwards: its text, with
 * its own tracked changes accepted, must be that of the version.
 *
 * @throws UnsupportedPackageError
 * @throws UnreadableFile too-large, too-long and the others of `readDraft`
 */
export async function commentOwnOdt(
  { upload, parts, compilation, withoutPrivate }: OwnOdtMarkup,
  limits: TextLimits,
): Promise<FileRedlineResult> {
  const { fileName, language, textHash } = upload;
  const file = withoutPrivate ? withoutPrivateOdt(parts) : { parts, removed: [], uncheckedPictures: 0 };
  const before = withoutPrivate ? packOdt(file.parts) : upload.bytes;
  const read = await readOrNothing(before, { fileName, language, sources: true, limits });
  if (!read || hasExportedComments(read.notices)) return { redrawn: "text-differs" };
  const { draft, sources = [] } = read.value;
  if (sha256(versionTextOf(draft).text) !== textHash) return { redrawn: "text-differs" };
  const bytes = packOdt(writeOdtComments({ parts: file.parts, sources, compilation }));
  // Comments do not count for the limits of a text.
  const again = await readOrNothing(bytes, { fileName, language });
  const isSame = again !== null && sha256(versionTextOf(again.value.draft).text) === textHash;
  return isSame ? { bytes, notes: removalNotes(file) } : { redrawn: "unsupported" };
}
