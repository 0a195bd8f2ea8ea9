import type { Link } from "#core/discuss/link.ts";
import type { ClauseLink } from "#core/compare/clauses/clause-link.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";

type Named = Pick<Version, "id" | "documentId">;

/** Reads all links that touch a document of the two versions, without revoked ones. */
export async function readHoldingLinks(reader: Reader, base: Named, revised: Named): Promise<Link[]> {
  const documents = [...new Set([base.documentId, revised.documentId])];
  const links = await Promise.all(documents.map((documentId) => reader.list("links", { documentId })));
  return links.flat().filter(({ revoked }) => revoked === null);
}

/**
 * Returns the links between two versions in the direction from base to revised, regardless of the direction in which
 * they were recorded.
 */
export function clauseLinks(base: Named, revised: Named, links: readonly Link[]): ClauseLink[] {
  return links.flatMap((link): ClauseLink[] => {
    const refusal = link.isRefusal ? { isRefusal: link.isRefusal } : {};
    if (link.baseVersionId === base.id && link.revisedVersionId === revised.id) {
      return [{ base: link.baseClause, revised: link.revisedClause, ...refusal }];
    }
    if (link.baseVersionId === revised.id && link.revisedVersionId === base.id) {
      return [{ base: link.revisedClause, revised: link.baseClause, ...refusal }];
    }
    return [];
  });
}

/** Whether a link connects two versions, in either direction. */
export function isBetween(base: Named, revised: Named, { baseVersionId, revisedVersionId }: Link): boolean {
  return (
    (baseVersionId === base.id && revisedVersionId === revised.id) ||
    (baseVersionId === revised.id && revisedVersionId === base.id)
  );
}
