import type { Node } from "prosemirror-model";
import type { Compilation } from "#core/compile/compilation.ts";
import type { WordNote } from "#core/compile/word-layout.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { packOdt } from "../../export/own-odt/pack-odt.ts";
import { withoutPrivateOdt } from "../../export/own-odt/without-private-odt.ts";
import { writeOdtComments } from "../../export/own-odt/write-odt-comments.ts";
import { writeOdtProposals } from "../../export/own-odt/write-odt-proposals.ts";
import { hasLines } from "../../export/own-file/has-lines.ts";
import type { Parts } from "../../export/original/word-file.ts";
import type { TextLimits } from "../../import/read-draft.ts";
import { sha256 } from "./hashes.ts";
import { settleOdt } from "./settle-odt.ts";
import type { SettledFile } from "./settle-word-file.ts";
import {
  type FileRedlineResult,
  hasExportedComments,
  readOrNothing,
  removalNotes,
  type UploadedVersion,
} from "./redline-in-file.ts";

/** Comments and proposals to write into a version's own OpenDocument text. */
export interface OwnOdtMarkup {
  readonly upload: UploadedVersion;
  /** The unpacked file. */
  readonly parts: Parts;
  readonly compilation: Compilation;
  readonly withoutPrivate: boolean;
  /** The version's draft, to show proposals in its text. Null to write comments only. */
  readonly draft: Node | null;
}

/**
 * Writes comments and proposals into a version's own OpenDocument text. The file's own tracked changes stay beside
 * comments, and are accepted first where proposals are tracked. The file is read again before and afterwards: its text,
 * with its own tracked changes accepted, must be that of the version. With proposals, the text must be that of the version
 * with all changes rejected, and that of the proposals with all accepted.
 *
 * @throws UnsupportedPackageError
 * @throws UnreadableFile too-large, too-long and the others of `readDraft`
 */
export async function markOwnOdt(
  { upload, parts, compilation, withoutPrivate, draft }: OwnOdtMarkup,
  limits: TextLimits,
): Promise<FileRedlineResult> {
  const { fileName, language, textHash } = upload;
  const file = draft
    ? settleOdt(upload.bytes, parts, { changes: "accept", withoutPrivate })
    : withoutPrivate
      ? unsettled(withoutPrivateOdt(parts))
      : unsettled({ parts, removed: [], uncheckedPictures: 0 }, upload.bytes);
  const read = await readOrNothing(file.bytes, { fileName, language, sources: true, limits });
  if (!read || hasExportedComments(read.notices)) return { redrawn: "text-differs" };
  const { sources = [] } = read.value;
  if (sha256(versionTextOf(read.value.draft).text) !== textHash) return { redrawn: "text-differs" };
  const own = { parts: file.parts, sources, compilation };
  const accepted: WordNote[] = file.count > 0 ? [{ code: "changes-accepted", count: file.count }] : [];
  const notes = [...accepted, ...removalNotes(file)];
  if (!draft) {
    const bytes = packOdt(writeOdtComments(own));
    return sha256(await textOf(bytes, "accept")) === textHash ? { bytes, notes } : { redrawn: "unsupported" };
  }
  // If the text is another one with amendments beside changes, they stay in their comments.
  for (const nests of [true, false]) {
    const { parts: tracked, steps, amendments } = writeOdtProposals(own, { nests });
    const bytes = packOdt(tracked);
    const isBase = sha256(await textOf(bytes, "reject")) === textHash;
    if (isBase && hasLines(await textOf(bytes, "accept"), draft, steps)) return { bytes, notes };
    if (amendments === 0) break;
  }
  return { redrawn: "unsupported" };

  /** Returns the text of the written file. Every proposal may be as long as the text, so there are no limits. */
  async function textOf(bytes: Uint8Array, changes: "accept" | "reject"): Promise<string> {
    const again = await readOrNothing(bytes, { fileName, language, changes });
    return again ? versionTextOf(again.value.draft).text : "";
  }
}

/** Returns a file whose own tracked changes stay. */
function unsettled(file: Omit<SettledFile, "bytes" | "count">, bytes = packOdt(file.parts)): SettledFile {
  return { ...file, bytes, count: 0 };
}
