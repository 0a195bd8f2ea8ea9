import { compareVia } from "#core/compare/compare-via.ts";
import { redlineOf } from "#core/compare/redline.ts";
import type { UnprintedRedlineFormat } from "#core/compile/export-format.ts";
import { joined } from "#core/text/pieces.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { redlineDocx } from "../../export/docx/redline.ts";
import { redlineHtml } from "../../export/html/redline.ts";
import type { RedlineSide, RedlineSource } from "../../export/shared/redline-source.ts";
import { collectPieces } from "../../export/shared/steps.ts";
import { sha256 } from "../kernel/hashes.ts";
import { readAlike, type ReadFile, type SourceFile } from "./read-files.ts";

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
