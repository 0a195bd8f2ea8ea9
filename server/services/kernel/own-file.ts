import type { Node } from "prosemirror-model";
import type { CompilationLayout } from "#core/compile/compilation-layout.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import type { WordNote } from "#core/compile/word-layout.ts";
import type { RedrawnReason } from "#core/compile/redrawn-reason.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { parseDraft } from "#core/text/schema.ts";
import type { SourceMap } from "#core/text/source-map.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { acceptChanges } from "../../export/ooxml/accept-changes.ts";
import { packParts } from "../../export/package/pack-parts.ts";
import { UnsupportedPackageError } from "../../export/package/unsupported.ts";
import type { Parts } from "../../export/package/parts.ts";
import { hasLines } from "../../export/tracked/has-lines.ts";
import { writeComments, writeProposals } from "../../export/ooxml/own-file/write-own-file.ts";
import type { TextLimits } from "../../import/read-draft.ts";
import { unpackOdt } from "../../import/unpack-odt.ts";
import { unpackWordFile } from "../../import/unpack-word-file.ts";
import { sha256 } from "./hashes.ts";
import { markOwnOdt } from "./own-odt.ts";
import { notesOn, readAsStored, readOrNothing, storedFile, type UploadedVersion } from "./redline-in-file.ts";
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
 * the version and of the proposals.
 *
 * @throws UnreadableFile too-large, too-long and the others of `readDraft`
 */
export async function markOwnFile(markup: OwnFileMarkup, limits: TextLimits): Promise<OwnFileResult> {
  const { upload, layout, withoutPrivate } = markup;
  const compilation = readSharedJson(markup.compilation) as Compilation;
  try {
    const unpacked = unpackWordFile(upload.bytes, upload.fileName);
    const { nextDraft } = markup;
    if (!unpacked) {
      const parts = unpackOdt(upload.bytes, upload.fileName);
      if (!parts || nextDraft) return { redrawn: "not-word" };
      const draft = layout === "tracked-changes" ? parseDraft(readSharedJson(markup.draft)) : null;
      return await markOwnOdt({ upload, parts, compilation, withoutPrivate, draft }, limits);
    }
    const isTracked = layout === "tracked-changes" || nextDraft !== undefined;
    if (!isTracked && !withoutPrivate) {
      // The file's own tracked changes can stay beside comments.
      const found = await sourcesOf(upload, limits);
      if (found) return await commented({ upload, parts: unpacked, ...found, compilation });
    }
    const stored = await storedFile(upload, unpacked, { withoutPrivate, limits });
    if (!stored) return { redrawn: "text-differs" };
    const { sources, objects } = stored;
    const notes = notesOn([stored], stored);
    const { parts } = stored.file;
    const own = { upload, parts, sources, objects, compilation };
    const draft = (): Node => parseDraft(readSharedJson(markup.draft));
    const written = nextDraft
      ? await asNextDraft(own, draft(), nextDraft)
      : isTracked
        ? await tracked(own, draft())
        : await commented(own);
    return "redrawn" in written ? written : { bytes: written.bytes, notes };
  } catch (error) {
    if (error instanceof UnsupportedPackageError) return { redrawn: "unsupported" };
    throw error;
  }
}

interface ReadUpload {
  readonly upload: UploadedVersion;
  readonly parts: Parts;
  readonly sources: SourceMap;
  /** Whether pictures, equations and embedded objects are part of the version's text. */
  readonly objects: boolean;
  readonly compilation: Compilation;
}

async function commented({ upload, objects, ...own }: ReadUpload): Promise<OwnFileResult> {
  const bytes = packParts(writeComments(own));
  const text = await textOf(bytes, { changes: "accept", objects }, upload);
  return sha256(text) === upload.textHash ? { bytes, notes: [] } : { redrawn: "unsupported" };
}

async function tracked({ upload, objects, ...own }: ReadUpload, draft: Node): Promise<OwnFileResult> {
  // If the text is another one with amendments inside changes, they stay in their comments.
  for (const nests of [true, false]) {
    const { parts, steps, amendments } = writeProposals(own, { nests });
    const bytes = packParts(parts);
    const isBase = sha256(await textOf(bytes, { changes: "reject", objects }, upload)) === upload.textHash;
    const accepted = isBase && (await textOf(bytes, { changes: "accept", objects }, upload));
    if (accepted !== false && hasLines(accepted, draft, steps)) return { bytes, notes: [] };
    if (amendments === 0) break;
  }
  return { redrawn: "unsupported" };
}

async function asNextDraft(
  { upload, objects, ...own }: ReadUpload,
  draft: Node,
  { steps, changes }: NextDraft,
): Promise<OwnFileResult> {
  const written = writeProposals(own, { withComments: false, steps });
  const isMade = changes === "made";
  const bytes = packParts(isMade ? acceptChanges(written.parts).parts : written.parts);
  const isBase = isMade || sha256(await textOf(bytes, { changes: "reject", objects }, upload)) === upload.textHash;
  const accepted = await textOf(bytes, { changes: "accept", objects }, upload);
  const isSame = isBase && hasLines(accepted, draft, written.steps);
  return isSame ? { bytes, notes: [] } : { redrawn: "unsupported" };
}

/** Returns the sources of the version's text in its file as it is. Null if the file has another text, or comments in it. */
async function sourcesOf(
  upload: UploadedVersion,
  limits: TextLimits,
): Promise<Pick<ReadUpload, "sources" | "objects"> | null> {
  const { bytes, fileName, language, textHash } = upload;
  const read = await readAsStored(bytes, { fileName, language, sources: true, limits }, textHash);
  if (!read || read === "exported-comments") return null;
  return read;
}

/** Returns the text of a written file. Every proposal may be as long as the text, so there are no limits. */
async function textOf(
  bytes: Uint8Array,
  reading: { changes: "accept" | "reject"; objects: boolean },
  { fileName, language }: UploadedVersion,
): Promise<string> {
  const read = await readOrNothing(bytes, { fileName, language, ...reading });
  return read ? versionTextOf(read.value.draft).text : "";
}
