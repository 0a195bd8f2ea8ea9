import type { Contribution, ContributionItem, SetAside } from "#core/receive/contribution.ts";
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
   * Reads which of some rows were imported on a document, and have annotations that are not withdrawn.
   *
   * @param without Id of a contribution whose rows do not count.
   */
  static async read(
    reader: Reader,
    items: readonly ContributionItem[],
    { documentId, without }: { documentId: string; without: string | null },
  ): Promise<ImportedRows> {
    const wanted = new Set(items.flatMap(({ rowHash }) => rowHash ?? []));
    const contributions = new Map<string, Contribution>();
    const turns = new Turns();
    for (const rowHash of wanted) {
      await turns.pause();
      const known = [...contributions.values()].filter((one) => one.items.some((item) => item.rowHash === rowHash));
      // A contribution is read once, and not for each of its rows.
      if ((await reader.count("contributions", { rowHash })) === known.length) continue;
      for (const one of await reader.list("contributions", { rowHash })) contributions.set(one.id, one);
    }
    const annotations = new Map<string, string[]>();
    for (const { id, versionId, items: imported } of contributions.values()) {
      const version = versionId === null || id === without ? undefined : await reader.get("versions", versionId);
      if (version?.documentId !== documentId) continue;
      for (const { rowHash, annotationId } of imported) {
        await turns.pause();
        if (rowHash === undefined || annotationId === null || !wanted.has(rowHash)) continue;
        const annotation = await reader.get("annotations", annotationId);
        if (annotation && annotation.standing !== "withdrawn")
          annotations.set(rowHash, [...(annotations.get(rowHash) ?? []), annotationId]);
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
