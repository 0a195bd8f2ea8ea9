import type { ForumDocument } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import type { Family } from "./version-line.ts";

/** The documents that share a history with one, by what forks, replaces and merges what, with all their versions. */
export async function readFamily(reader: Reader, documentId: string): Promise<Family> {
  const all = await reader.list("documents");
  const related = new Set([documentId]);
  for (let before = 0; before < related.size;) {
    before = related.size;
    for (const document of all) {
      if (!isRelated(document, related)) continue;
      related.add(document.id);
      for (const relation of document.relations) related.add(relation.documentId);
    }
  }
  const documents = all.filter(({ id }) => related.has(id));
  const versions = await Promise.all(documents.map(({ id }) => reader.list("versions", { documentId: id })));
  return { documents, versions: versions.flat() };
}

function isRelated({ id, relations }: ForumDocument, related: ReadonlySet<string>): boolean {
  return related.has(id) || relations.some(({ documentId }) => related.has(documentId));
}
