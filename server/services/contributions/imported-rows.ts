import type { ContributionItem, SetAside } from "#core/receive/contribution.ts";
import type { ReadRemark } from "#core/receive/read-contribution.ts";
import type { Reader } from "../../store/store.ts";
import { sha256 } from "../kernel/hashes.ts";
import { Turns } from "../kernel/in-turns.ts";

/** Returns the hash of the content of a row. Its number does not count, so that later editions of a file have the same. */
export function rowHashOf({ source, author, date, text, proposed, place }: ReadRemark): string {
  const { citation, page = null, line = null, quote } = place;
  return sha256(JSON.stringify([source, author, date, text, proposed?.text, citation, page, line, quote?.exact]));
}

/** Rows that the forum has from earlier files. Each of them answers for one row of a later file. */
export class ImportedRows {
  readonly #annotations: Map<string, string[]>;

  private constructor(annotations: Map<string, string[]>) {
    this.#annotations = annotations;
  }

  /**
   * Reads the rows that were imported on a document and whose annotations are not withdrawn.
   *
   * @param without Id of a contribution whose rows do not count.
   */
  static async read(reader: Reader, documentId: string, without: string | null): Promise<ImportedRows> {
    const annotations = new Map<string, string[]>();
    const turns = new Turns();
    for (const { id: versionId } of await reader.list("versions", { documentId })) {
      for (const { id, state, items } of await reader.list("contributions", { versionId })) {
        if (state !== "taken" || id === without) continue;
        for (const { rowHash, annotationId } of items) {
          await turns.pause();
          if (rowHash === undefined || annotationId === null) continue;
          const annotation = await reader.get("annotations", annotationId);
          if (annotation?.standing !== "withdrawn" && annotation)
            annotations.set(rowHash, [...(annotations.get(rowHash) ?? []), annotationId]);
        }
      }
    }
    return new ImportedRows(annotations);
  }

  /** Whether the forum has a row with this content that answers for no other row of the file. */
  take(rowHash: string): boolean {
    return this.#annotations.get(rowHash)?.pop() !== undefined;
  }
}

/** Divides items into those that are new, and the parts of the file that the forum already has. */
export function withoutImported(
  items: readonly ContributionItem[],
  imported: ImportedRows,
): { items: ContributionItem[]; setAside: SetAside[] } {
  const isHere = ({ rowHash, annotationId }: ContributionItem): boolean =>
    rowHash !== undefined && annotationId === null && imported.take(rowHash);
  const here = new Set(items.filter(isHere));
  return {
    items: items.filter((item) => !here.has(item)),
    setAside: [...here].map(({ text, author, source, marks }) => ({
      ...{ code: "said-already", params: {}, words: text, author: source || author, marks },
    })),
  };
}
