import type { Node } from "prosemirror-model";
import type { CompilationLayout } from "#core/compile/compilation-layout.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import type { RedlineNote, RedrawnReason } from "#core/compile/redline-layout.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { applyOperations } from "#core/propose/apply-operations.ts";
import { parseDraft } from "#core/text/schema.ts";
import type { SourceMap } from "#core/text/source-map.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { packParts } from "../../export/original/pack-parts.ts";
import { UnsupportedPackageError } from "../../export/original/unsupported.ts";
import type { Parts } from "../../export/original/word-file.ts";
import { writeComments, writeProposals } from "../../export/own-file/write-own-file.ts";
import { allThreads } from "../../export/shared/thread-view.ts";
import { readDraft, type TextLimits } from "../../import/read-draft.ts";
import { unpackWordFile } from "../../import/unpack-word-file.ts";
import { sha256 } from "./hashes.ts";
import { notesOn, storedFile, type UploadedVersion } from "./redline-in-file.ts";

/** Comments and proposals to write into a version's own file. */
export interface OwnFileMarkup {
  readonly upload: UploadedVersion;
  /** The compilation and the version's draft as JSON. A string costs the server's thread much less than objects. */
  readonly compilation: string;
  readonly draft: string;
  /** "tracked-changes" also shows the proposals in the text. */
  readonly layout: Extract<CompilationLayout, "on-the-words" | "tracked-changes">;
  /** Whether to remove what the printed pages of the file do not show. */
  readonly withoutPrivate: boolean;
}

/** A version's own file with comments, or why it must be a new document. */
export type OwnFileResult =
  { readonly bytes: Uint8Array; readonly notes: readonly RedlineNote[] } | { readonly redrawn: RedrawnReason };

/**
 * Writes comments and proposals into a version's own Word file. The file is read again before and afterwards: its text
 * must be that of the version, and with all changes rejected and accepted that of the version and of the proposals.
 *
 * @throws UnreadableFile too-large, too-long and the others of `readDraft`
 */
export async function markOwnFile(markup: OwnFileMarkup, limits: TextLimits): Promise<OwnFileResult> {
  const { upload, layout, withoutPrivate } = markup;
  const compilation = JSON.parse(markup.compilation) as Compilation;
  try {
    const unpacked = unpackWordFile(upload.bytes, upload.fileName);
    if (!unpacked) return { redrawn: "not-word" };
    const isTracked = layout === "tracked-changes";
    if (!isTracked && !withoutPrivate) {
      // The file's own tracked changes can stay beside comments.
      const sources = await sourcesOf(upload, limits);
      if (sources) return await commented({ upload, parts: unpacked, sources, compilation, limits });
    }
    const stored = await storedFile(upload, unpacked, { withoutPrivate, limits });
    if (!stored) return { redrawn: "text-differs" };
    const { sources } = stored;
    const notes = notesOn([stored], stored);
    const { parts } = stored.file;
    const own = { upload, parts, sources, compilation, limits };
    const written = isTracked ? await tracked(own, parseDraft(JSON.parse(markup.draft))) : await commented(own);
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
  readonly compilation: Compilation;
  readonly limits: TextLimits;
}

async function commented({ upload, limits, ...own }: ReadUpload): Promise<OwnFileResult> {
  if (allThreads(own.compilation).length === 0) return { bytes: packParts(own.parts), notes: [] };
  const bytes = packParts(writeComments(own));
  const text = await textOf(bytes, "accept", { upload, limits });
  return sha256(text) === upload.textHash ? { bytes, notes: [] } : { redrawn: "unsupported" };
}

async function tracked({ upload, limits, ...own }: ReadUpload, draft: Node): Promise<OwnFileResult> {
  const { parts, plan } = writeProposals(own);
  const bytes = packParts(parts);
  const rejected = await textOf(bytes, "reject", { upload, limits });
  const steps = allThreads(own.compilation).flatMap(({ number, operations }) =>
    plan.shown.has(number) ? (operations ?? []) : [],
  );
  const accepted = await textOf(bytes, "accept", { upload, limits });
  const isSame = sha256(rejected) === upload.textHash && hasLines(accepted, draft, steps);
  return isSame ? { bytes, notes: [] } : { redrawn: "unsupported" };
}

/** Returns the sources of the version's text in its file as it is. Null if the file has another text. */
async function sourcesOf(upload: UploadedVersion, limits: TextLimits): Promise<SourceMap | null> {
  const { bytes, fileName, language, textHash } = upload;
  const { value } = await readDraft(bytes, { fileName, language, sources: true, limits });
  return sha256(versionTextOf(value.draft).text) === textHash ? (value.sources ?? []) : null;
}

/** Returns the text of a written file. Every proposal may be as long as the text, so there are no limits. */
async function textOf(
  bytes: Uint8Array,
  changes: "accept" | "reject",
  { upload: { fileName, language } }: Pick<ReadUpload, "upload" | "limits">,
): Promise<string> {
  const { value } = await readDraft(bytes, { fileName, language, changes });
  return versionTextOf(value.draft).text;
}

/**
 * Whether a text has the lines of a draft with all steps. White space may differ, because a file can have more than a
 * draft. So may the order of notes, and a new label that is read as part of its text.
 */
function hasLines(text: string, draft: Node, steps: readonly ProposalOperation[]): boolean {
  const wanted = linesOf(versionTextOf(applyOperations(draft, steps).draft).text);
  const labels = steps.flatMap((step) =>
    step.kind === "insert" && step.clause.label !== null
      ? [step.clause.label]
      : step.kind === "relabel" && step.label !== null
        ? [step.label]
        : [],
  );
  const counts = new Map<string, number>();
  for (const line of wanted) counts.set(line, (counts.get(line) ?? 0) + 1);
  const take = (line: string): boolean => {
    const count = counts.get(line) ?? 0;
    if (count > 0) counts.set(line, count - 1);
    return count > 0;
  };
  const lines = linesOf(text);
  const isTaken = (line: string): boolean =>
    take(line) ||
    labels.some(
      (label) => line.includes(label) && take(line.slice(line.indexOf(label) + label.length).replace(/^\W*\s/u, "")),
    );
  return lines.length === wanted.length && lines.every(isTaken);
}

function linesOf(text: string): string[] {
  return text.split("\n").flatMap((line) => {
    const single = line.replaceAll(/\s+/gu, " ").trim();
    return single === "" ? [] : [single];
  });
}
