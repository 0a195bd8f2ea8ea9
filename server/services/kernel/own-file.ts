import type { Node } from "prosemirror-model";
import type { CompilationLayout } from "#core/compile/compilation-layout.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import type { WordNote } from "#core/compile/word-layout.ts";
import type { RedrawnReason } from "#core/compile/redrawn-reason.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { parseDraft } from "#core/text/schema.ts";
import type { SourceMap } from "#core/text/segments/block.ts";
import { acceptChanges } from "../../export/ooxml/accept-changes.ts";
import { packParts, type Parts, UnsupportedPackageError } from "../../export/package/parts.ts";
import { hasLines } from "../../export/tracked/own-file.ts";
import { writeProposals } from "../../export/ooxml/own-file/write-own-file.ts";
import type { TextLimits } from "../../import/read-draft.ts";
import { sha256 } from "./hashes.ts";
import { fileKinds, type OwnRedlineFormat, type Settling } from "./file-kinds.ts";
import {
  notesOn,
  readAsStored,
  type StoredFile,
  storedFile,
  type UploadedVersion,
  writtenText,
} from "./redline-in-file.ts";
import { readSharedJson, type SharedJson } from "./shared-json.ts";

/** Comments and proposals to write into a version's own file. */
export interface OwnFileMarkup {
  readonly upload: UploadedVersion;
  /** The compilation, and the version's draft as JSON of the schema. */
  readonly compilation: SharedJson;
  readonly draft: SharedJson;
  /** "tracked-changes" also shows the proposals in the text. */
  readonly layout: Extract<CompilationLayout, "on-the-words" | "tracked-changes">;
  /** Whether to remove what the printed pages of the file do not show. */
  readonly withoutPrivate: boolean;
  /** Proposals to write instead of those that a new document shows, without comments. */
  readonly nextDraft?: NextDraft;
}

/** Proposals of the next draft. */
export interface NextDraft {
  /** Steps on the version, by the number of their thread in the compilation. */
  readonly steps: Readonly<Record<number, readonly ProposalOperation[]>>;
  /** Whether the text is changed ("made"), or shows the changes as tracked. */
  readonly changes: "made" | "tracked";
}

/** A version's own file with comments, or why it must be a new document. */
export type OwnFileResult =
  { readonly bytes: Uint8Array; readonly notes: readonly WordNote[] } | { readonly redrawn: RedrawnReason };

/**
 * Writes comments and proposals into a version's own Word file, or into its own OpenDocument text. The file is read
 * again before and afterwards: its text must be that of the version, and with all changes rejected and accepted that of
 * the version and of the proposals. The file's own tracked changes stay beside comments. If proposals are tracked, or if
 * the changes were rejected when the version was read, they are accepted or rejected first.
 *
 * @throws UnreadableFile too-large, too-long and the others of `readDraft`
 */
export async function markOwnFile(markup: OwnFileMarkup, limits: TextLimits): Promise<OwnFileResult> {
  const { upload, layout, withoutPrivate, nextDraft } = markup;
  const compilation = readSharedJson(markup.compilation) as Compilation;
  try {
    const opened = openedFile(upload);
    if (!opened || (nextDraft && opened.format !== "docx")) return { redrawn: "not-word" };
    const { format } = opened;
    const isTracked = layout === "tracked-changes" || nextDraft !== undefined;
    const stored =
      (isTracked ? null : await unsettledFile(upload, opened, { withoutPrivate, limits })) ??
      (await storedFile(upload, opened.parts, { format, withoutPrivate, limits }));
    if (!stored) return { redrawn: "text-differs" };
    const { sources, objects } = stored;
    const own = { upload, format, parts: stored.file.parts, sources, objects, compilation };
    const draft = (): Node => parseDraft(readSharedJson(markup.draft));
    const bytes = nextDraft
      ? await asNextDraft(own, draft(), nextDraft)
      : isTracked
        ? await tracked(own, draft())
        : await commented(own);
    return bytes ? { bytes, notes: notesOn([stored], stored) } : { redrawn: "unsupported" };
  } catch (error) {
    if (error instanceof UnsupportedPackageError) return { redrawn: "unsupported" };
    throw error;
  }
}

interface OpenedFile {
  readonly format: OwnRedlineFormat;
  readonly parts: Parts;
}

function openedFile({ bytes, fileName }: UploadedVersion): OpenedFile | null {
  for (const format of ["docx", "odt"] as const) {
    const parts = fileKinds[format].unpack(bytes, fileName);
    if (parts) return { format, parts };
  }
  return null;
}

/** Returns a file whose own tracked changes stay. Null if its text with these accepted is not that of the version. */
async function unsettledFile(
  { bytes, fileName, language, textHash }: UploadedVersion,
  { format, parts }: OpenedFile,
  { withoutPrivate, limits }: { withoutPrivate: boolean; limits: TextLimits },
): Promise<StoredFile | null> {
  const kind = fileKinds[format];
  if (withoutPrivate && !kind.cleansChanges) return null;
  const cleaned = withoutPrivate ? kind.withoutPrivate(parts) : { parts, removed: [], uncheckedPictures: 0 };
  const file = { ...cleaned, bytes: withoutPrivate ? kind.pack(cleaned.parts) : bytes, count: 0 };
  const read = await readAsStored(file.bytes, { fileName, language, sources: true, limits }, textHash);
  return read && read !== "exported-comments" ? { file, changes: "accept", ...read } : null;
}

/** A file whose text is that of its version. */
interface ReadUpload extends OpenedFile {
  readonly upload: UploadedVersion;
  readonly sources: SourceMap;
  /** Whether pictures, equations and embedded objects are part of the version's text. */
  readonly objects: boolean;
  readonly compilation: Compilation;
}

/** Returns null if the written file has another text. */
async function commented(own: ReadUpload): Promise<Uint8Array | null> {
  const kind = fileKinds[own.format];
  const bytes = kind.pack(kind.comments(own));
  return sha256(await textOf(bytes, "accept", own)) === own.upload.textHash ? bytes : null;
}

/** Returns null if the written file has another text. */
async function tracked(own: ReadUpload, draft: Node): Promise<Uint8Array | null> {
  const kind = fileKinds[own.format];
  // If the text is another one with amendments among changes, they stay in their comments.
  for (const nests of [true, false]) {
    const { parts, steps, amendments } = kind.proposals(own, { nests });
    const bytes = kind.pack(parts);
    if ((await isBase(bytes, own)) && hasLines(await textOf(bytes, "accept", own), draft, steps)) return bytes;
    if (amendments === 0) break;
  }
  return null;
}

/** Returns null if the written file has another text. */
async function asNextDraft(own: ReadUpload, draft: Node, { steps, changes }: NextDraft): Promise<Uint8Array | null> {
  const written = writeProposals(own, { withComments: false, steps });
  const isMade = changes === "made";
  const bytes = packParts(isMade ? acceptChanges(written.parts).parts : written.parts);
  const isRejected = isMade || (await isBase(bytes, own));
  const accepted = await textOf(bytes, "accept", own);
  return isRejected && hasLines(accepted, draft, written.steps) ? bytes : null;
}

async function isBase(bytes: Uint8Array, own: ReadUpload): Promise<boolean> {
  return sha256(await textOf(bytes, "reject", own)) === own.upload.textHash;
}

/** Returns the text of the written file. Every proposal may be as long as the text, so there are no limits. */
async function textOf(
  bytes: Uint8Array,
  changes: Settling["changes"],
  { upload: { fileName, language }, objects }: ReadUpload,
): Promise<string> {
  return writtenText(bytes, { fileName, language, changes, objects });
}
