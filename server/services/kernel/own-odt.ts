import type { Node } from "prosemirror-model";
import type { Compilation } from "#core/compile/compilation.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { packOdt } from "../../export/package/pack-odt.ts";
import { withoutPrivateOdt } from "../../export/odf/without-private-odt.ts";
import { writeOdtComments } from "../../export/odf/own-file/write-odt-comments.ts";
import { writeOdtProposals } from "../../export/odf/own-file/write-odt-proposals.ts";
import { hasLines } from "../../export/tracked/has-lines.ts";
import type { Parts } from "../../export/package/parts.ts";
import type { TextLimits } from "../../import/read-draft.ts";
import { sha256 } from "./hashes.ts";
import {
  type FileRedlineResult,
  readAsStored,
  readOrNothing,
  notesOn,
  type StoredFile,
  storedFile,
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
 * comments. If proposals are tracked, or if they were rejected when the version was read, they are accepted or rejected
 * first. The file is read again before and afterwards: its text must be that of the version. With proposals, the text
 * must be that of the version with all changes rejected, and that of the proposals with all accepted.
 *
 * @throws UnsupportedPackageError
 * @throws UnreadableFile too-large, too-long and the others of `readDraft`
 */
export async function markOwnOdt(
  { upload, parts, compilation, withoutPrivate, draft }: OwnOdtMarkup,
  limits: TextLimits,
): Promise<FileRedlineResult> {
  const { fileName, language, textHash } = upload;
  const stored =
    (draft ? null : await unsettledFile(upload, parts, { withoutPrivate, limits })) ??
    (await storedFile(upload, parts, { format: "odt", withoutPrivate, limits }));
  if (!stored) return { redrawn: "text-differs" };
  const { objects, sources } = stored;
  const own = { parts: stored.file.parts, sources, compilation };
  const notes = notesOn([stored], stored);
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
    const again = await readOrNothing(bytes, { fileName, language, changes, objects });
    return again ? versionTextOf(again.value.draft).text : "";
  }
}

/** Returns a file whose own tracked changes stay. Null if its text with these accepted is not that of the version. */
async function unsettledFile(
  { bytes, fileName, language, textHash }: UploadedVersion,
  parts: Parts,
  { withoutPrivate, limits }: { withoutPrivate: boolean; limits: TextLimits },
): Promise<StoredFile | null> {
  const cleaned = withoutPrivate ? withoutPrivateOdt(parts) : { parts, removed: [], uncheckedPictures: 0 };
  const file = { ...cleaned, bytes: withoutPrivate ? packOdt(cleaned.parts) : bytes, count: 0 };
  const read = await readAsStored(file.bytes, { fileName, language, sources: true, limits }, textHash);
  return read && read !== "exported-comments" ? { file, changes: "accept", ...read } : null;
}
