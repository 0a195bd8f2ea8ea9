import { strFromU8, unzipSync } from "fflate";
import type { Node } from "prosemirror-model";
import type { CompilableAnnotation } from "#core/compile/compile.ts";
import type { RangeTarget } from "#core/discuss/target.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { packOdt } from "../../../../server/export/package/parts.ts";
import { writeOdtComments } from "../../../../server/export/odf/own-file/write-odt-comments.ts";
import { writeOdtProposals } from "../../../../server/export/odf/own-file/write-odt-proposals.ts";
import type { TrackedFile } from "../../../../server/export/tracked/own-file.ts";
import { readDraft } from "../../../../server/import/read-draft.ts";
import { compilation, words } from "../../sample.ts";

/** An OpenDocument text as a version. */
export interface OwnOdt {
  readonly parts: ReadonlyMap<string, Uint8Array>;
  readonly text: string;
  readonly draft: Node;
  /** Returns the target on a text that the version has once or, with `to`, up to the end of another such text. */
  on(exact: string, to?: string): RangeTarget;
  /** Returns the target on a range of the text. */
  range(start: number, end: number): RangeTarget;
  /** Writes comments into the file. */
  write(annotations: readonly CompilableAnnotation[]): { parts: Map<string, Uint8Array>; bytes: Uint8Array };
  /** Writes proposals as tracked changes, and the comments. */
  track(
    annotations: readonly CompilableAnnotation[],
    options?: Parameters<typeof writeOdtProposals>[1],
  ): TrackedFile & { bytes: Uint8Array };
}

/** Reads an OpenDocument text as a version. */
export async function ownOdt(bytes: Uint8Array): Promise<OwnOdt> {
  const { value } = await readDraft(bytes, { fileName: "draft.odt", language: "en", sources: true });
  const { draft, sources = [] } = value;
  const { text, clauses } = versionTextOf(draft);
  const parts = new Map(Object.entries(unzipSync(bytes)));
  const clauseOf = (exact: string): string => {
    const found = clauses.find(({ start, end }) => text.slice(start, end).includes(exact));
    if (!found) throw new Error(`No clause has “${exact}”`);
    return found.id;
  };
  return {
    parts,
    text,
    draft,
    on: (exact, to) =>
      words(draft, clauseOf(exact), exact, to === undefined ? undefined : { clause: clauseOf(to), exact: to }),
    range: (start, end) => {
      const place = (at: number, isEnd: boolean): RangeTarget["start"] => {
        const clause = clauses.findLast((one) => (isEnd ? one.start < at : one.start <= at));
        return { clause: clause?.id ?? "", offset: Math.min(at, clause?.end ?? 0) - (clause?.start ?? 0) };
      };
      const quote = { exact: text.slice(start, end), prefix: "", suffix: "" };
      return { kind: "range", start: place(start, false), end: place(end, true), quote };
    },
    write: (annotations) => {
      const written = writeOdtComments({ parts, sources, compilation: compilation(annotations, { draft }) });
      return { parts: written, bytes: packOdt(written) };
    },
    track: (annotations, options) => {
      const tracked = writeOdtProposals({ parts, sources, compilation: compilation(annotations, { draft }) }, options);
      return { ...tracked, bytes: packOdt(tracked.parts) };
    },
  };
}

/** Returns the text and the comments of a file, each comment with the words that it is on. */
export async function readOdtComments(bytes: Uint8Array): Promise<{ text: string; comments: unknown[] }> {
  const { value } = await readDraft(bytes, { fileName: "draft.odt", language: "en", changes: "keep" });
  const accepted = await readDraft(bytes, { fileName: "draft.odt", language: "en" });
  const { text } = versionTextOf(value.draft);
  const comments = value.markup.comments.map(({ author, date, start, end, text: said, parent, resolved }) => ({
    ...{ author, date, said, resolved, isReply: parent !== null },
    words: text.slice(start, end),
  }));
  return { text: versionTextOf(accepted.value.draft).text, comments };
}

/** Returns a part as text. */
export function partText(parts: ReadonlyMap<string, Uint8Array>, name = "content.xml"): string {
  return strFromU8(parts.get(name) ?? new Uint8Array());
}
