import type { Actor } from "#core/access/permissions.ts";
import { placesOf } from "#core/compile/places.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Version } from "#core/text/version.ts";
import type { ClausesOfVersion } from "../comparison/clause-lineage.ts";
import type { Context } from "../kernel/context.ts";
import { readSaid } from "../annotations/get-annotations.ts";
import { loadContent } from "../versions/load-content.ts";
import { showAtHome } from "../annotations/show-at-home.ts";
import type { Family } from "../versions/version-line.ts";

/**
 * What was said of clauses, or of words in them, on the very versions they stand in, as far as the actor may know: by
 * version, in order of time. What speaks of a whole section is said of the clause that opens it.
 */
export async function saidOnClauses(
  context: Context,
  actor: Actor,
  { documents, versions }: Family,
  places: readonly ClausesOfVersion[],
): Promise<ReadonlyMap<string, PlacedAnnotation[]>> {
  const said = new Map<string, PlacedAnnotation[]>();
  for (const { version, clauses } of places) {
    const document = documents.find(({ id }) => id === version.documentId);
    if (!document) continue;
    const own: Version[] = versions.filter(({ documentId }) => documentId === document.id);
    const { threads, sight } = await context.store.read((reader) =>
      readSaid(context, reader, actor, { document, version, versions: own }),
    );
    const { text } = await loadContent(context, version);
    const here = threads.filter(
      ({ annotation }) =>
        annotation.versionId === version.id &&
        placesOf(text, annotation.targets).some(({ clause }) => clauses.has(clause)),
    );
    said.set(
      version.id,
      await Promise.all(here.map((thread) => showAtHome(context, { ...thread, sight, version, versions: own }))),
    );
  }
  return said;
}
