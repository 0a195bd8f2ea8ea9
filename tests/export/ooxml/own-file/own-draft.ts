import { strFromU8, unzipSync } from "fflate";
import type { CompilableAnnotation } from "#core/compile/compile.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { packParts } from "../../../../server/export/package/parts.ts";
import type { OwnFile } from "../../../../server/export/tracked/own-file.ts";
import { readDraft } from "../../../../server/import/read-draft.ts";
import { wordFile, type WordParts } from "../../../import/docx/word-file.ts";
import type { draft } from "../../sample.ts";
import { compilation } from "../../sample.ts";

type Draft = ReturnType<typeof draft>;

/** A Word file as a version, with the ids of its clauses by their text. */
export interface OwnDraft {
  readonly bytes: Uint8Array;
  readonly draft: Draft;
  idOf(text: string): string;
  /** Compiles annotations on the version, for writing them into the file. */
  own(annotations: readonly CompilableAnnotation[]): OwnFile & { compilation: Compilation };
}

/** Reads a hand-made Word file as a version. */
export function ownDraft(parts: Partial<WordParts>): Promise<OwnDraft> {
  return readOwn(wordFile({ body: "", footnotes: "", styles: "", ...parts }));
}

/** Reads a Word file as a version. */
export async function readOwn(bytes: Uint8Array): Promise<OwnDraft> {
  const { value } = await readDraft(bytes, { fileName: "draft.docx", language: "en", sources: true });
  const { draft: read, sources = [] } = value;
  const { text, clauses } = versionTextOf(read);
  return {
    bytes,
    draft: read,
    idOf: (wanted) => {
      const found = clauses.find(({ start, end }) => text.slice(start, end).includes(wanted));
      if (!found) throw new Error(`No clause has “${wanted}”`);
      return found.id;
    },
    own: (annotations) => ({
      parts: new Map(Object.entries(unzipSync(bytes))),
      sources,
      compilation: compilation(annotations, { draft: read }),
    }),
  };
}

/** Packs written parts as a file. */
export const packed = (parts: ReadonlyMap<string, Uint8Array>): Uint8Array => packParts(parts);

/** Returns a part as text. */
export function partText(parts: ReadonlyMap<string, Uint8Array>, name: string): string {
  return strFromU8(parts.get(name) ?? new Uint8Array());
}

/** Returns the body's XML. */
export function bodyOf(parts: ReadonlyMap<string, Uint8Array>): string {
  return /<w:body>(.*)<w:sectPr\/>/su.exec(partText(parts, "word/document.xml"))?.[1] ?? "";
}

/** Returns the draft's text after all tracked changes of a file are accepted or rejected. */
export async function textAfter(bytes: Uint8Array, changes: "accept" | "reject"): Promise<string> {
  const { value } = await readDraft(bytes, { fileName: "draft.docx", language: "en", changes });
  return versionTextOf(value.draft).text;
}
