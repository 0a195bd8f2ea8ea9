import { compareVia } from "#core/lineage/compare-via.ts";
import { redlineOf } from "#core/compare/redline.ts";
import type { UnprintedRedlineFormat } from "#core/compile/export-format.ts";
import { otherFormats, type RedrawnReason } from "#core/compile/redrawn-reason.ts";
import type { WordNote } from "#core/compile/word-layout.ts";
import { joined } from "#core/text/pieces.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { redlineDocx } from "../../export/docx/redline.ts";
import { redlineHtml } from "../../export/html/redline.ts";
import { UnsupportedPackageError } from "../../export/package/parts.ts";
import type { RedlineSide, RedlineSource } from "../../export/shared/redline-source.ts";
import { collectPieces } from "../../export/shared/steps.ts";
import type { Side, SourcedComparison } from "../../export/tracked/anchors.ts";
import type { ChangeAuthor } from "../../export/tracked/own-file.ts";
import { fileKinds, type OwnRedlineFormat, type SettledFile, settleFile, type Settling } from "../kernel/file-kinds.ts";
import { sha256 } from "../kernel/hashes.ts";
import { ProblemError } from "../kernel/problem.ts";
import { noteOf, type RedlineTexts, removalNotes, writeRedline } from "../kernel/redline-in-file.ts";
import { readOrRefuse } from "../versions/read-upload.ts";
import { readAlike, type ReadFile, readOne, type SourceFile } from "./read-files.ts";

/** A file on disk with its modification time, which serves as the date of the version. */
export interface DatedFile extends SourceFile {
  modifiedAt: Date;
}

const writers: Readonly<
  Record<UnprintedRedlineFormat, (source: RedlineSource) => ReturnType<typeof redlineDocx | typeof redlineHtml>>
> = {
  html: redlineHtml,
  docx: redlineDocx,
};

/** Renders the redline of two files as a file. `via` are the intermediate versions, in order. */
export async function redlineFiles(
  base: DatedFile,
  revised: DatedFile,
  format: UnprintedRedlineFormat,
  { via, plain, now }: { via: readonly SourceFile[]; plain: boolean; now: Date },
): Promise<Uint8Array> {
  const [first, second, ...between] = await readAlike([base, revised, ...via], { plain });
  const texts = { base: versionTextOf(first.draft), revised: versionTextOf(second.draft) };
  const vias = between.map(({ text }) => text);
  const { comparison } = compareVia(texts.base, vias, texts.revised);
  const source: RedlineSource = {
    forum: { name: "Rapporteur", shortName: "Rapporteur" },
    base: sideOf(base, first),
    revised: sideOf(revised, second),
    redline: redlineOf(texts.base, texts.revised, comparison),
    stats: comparison.stats,
    generatedAt: now.toISOString(),
  };
  const parts: Uint8Array[] = [];
  const pieces = writers[format](source);
  for await (const { bytes } of collectPieces(pieces, null)) parts.push(bytes);
  return joined(parts);
}

function sideOf({ name, modifiedAt }: DatedFile, { draft, text }: ReadFile): RedlineSide {
  return {
    document: { title: name, shortTitle: name },
    version: {
      label: name,
      date: modifiedAt.toISOString().slice(0, 10),
      language: text.language,
      textHash: sha256(text.text),
    },
    address: name,
    draft,
  };
}

interface RedlineOptions extends ChangeAuthor, Pick<Settling, "withoutPrivate"> {
  readonly via: readonly SourceFile[];
  /** The format of both files. Defaults to "docx". */
  readonly format?: OwnRedlineFormat;
}

/** A redline in the revised file, or why it was refused. */
export type OriginalRedlineResult =
  | {
      readonly bytes: Uint8Array;
      /** What was changed first, and differences that the redline does not show. */
      readonly notes: readonly WordNote[];
    }
  | { readonly refused: RedrawnReason };

/**
 * Writes the redline of two files of the same format into the revised file. Tracked changes in the files are accepted
 * first. `via` are the intermediate versions, in order. `withoutPrivate` removes what the printed pages of the files do
 * not show.
 *
 * @throws ProblemError for a file that cannot be read
 */
export async function originalRedline(
  base: SourceFile,
  revised: SourceFile,
  { via, withoutPrivate, format = "docx", ...by }: RedlineOptions,
): Promise<OriginalRedlineResult> {
  const kind = fileKinds[format];
  const unpacked = ({ name, bytes }: SourceFile): Promise<Map<string, Uint8Array> | null> =>
    readOrRefuse(name, () => kind.unpack(bytes, name));
  const [first, second] = [await unpacked(base), await unpacked(revised)];
  if (!first || !second) return { refused: otherFormats[format] };
  try {
    const settling = { changes: "accept", withoutPrivate } as const;
    const settled = {
      base: settleFile(format, { bytes: base.bytes, parts: first }, settling),
      revised: settleFile(format, { bytes: revised.bytes, parts: second }, settling),
    };
    const { comparison, texts } = await comparedFiles({ base, revised }, settled, via);
    const task = { ...by, base: settled.base.parts, revised: settled.revised.parts, comparison };
    const { bytes, notices } = await writeRedline(format, task, { ...texts, fileName: revised.name });
    const count = settled.base.count + settled.revised.count;
    const notes = [...removalNotes(settled.revised), ...notices.map(noteOf)];
    if (count > 0) notes.unshift({ code: "changes-accepted", count });
    return { bytes, notes };
  } catch (error) {
    if (error instanceof UnsupportedPackageError) return { refused: "unsupported" };
    throw error;
  }
}

/** Reads and compares two files. The result has nothing else of their texts, which may be long. */
async function comparedFiles(
  names: Record<Side, Pick<SourceFile, "name">>,
  settled: Record<Side, Pick<SettledFile, "bytes">>,
  via: readonly SourceFile[],
): Promise<{ comparison: SourcedComparison; texts: RedlineTexts }> {
  const files = {
    base: await readText({ name: names.base.name, bytes: settled.base.bytes }),
    revised: await readText({ name: names.revised.name, bytes: settled.revised.bytes }),
  };
  const comparison = compared(files, await readAlike(via, { plain: false }));
  const textOf = (file: ReadFile | null) => ({ text: file?.text.text ?? "", objects: true });
  return { comparison, texts: { base: textOf(files.base), revised: textOf(files.revised) } };
}

/** Returns null for a file without text. It may contain pictures, which the redline compares. */
async function readText(file: SourceFile): Promise<ReadFile | null> {
  try {
    return await readOne(file, { plain: false, sources: true });
  } catch (error) {
    if (error instanceof ProblemError && error.code === "file-empty") return null;
    throw error;
  }
}

function compared({ base, revised }: Record<Side, ReadFile | null>, between: readonly ReadFile[]): SourcedComparison {
  if (!base || !revised) return { redline: [], base: [], revised: [] };
  const vias = between.map(({ text }) => text);
  const { comparison } = compareVia(base.text, vias, revised.text);
  return { redline: redlineOf(base.text, revised.text, comparison), base: base.sources, revised: revised.sources };
}
