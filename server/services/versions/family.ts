import type { VersionLines } from "#core/compare/lineage.ts";
import { compareVersions, type ForumDocument, type Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import { earlierOf, laterOf, previousOf } from "./version-order.ts";

/** Documents that may have come from one another, with all their versions. */
export interface Family {
  documents: readonly ForumDocument[];
  versions: readonly Version[];
}

/**
 * The published versions a version came from, in its language: the one before it; for the first version of a document that
 * forks, replaces or merges others, the last of each of them that is not of a later date.
 */
function parentsOf(version: Version, family: Family): Version[] {
  const previous = previousOf(version, ownOf(version, family));
  if (previous) return [previous];
  const document = family.documents.find(({ id }) => id === version.documentId);
  const origins = [...new Set((document?.relations ?? []).map(({ documentId }) => documentId))];
  return origins.flatMap((origin) => {
    const before = family.versions.filter(
      (other) =>
        other.documentId === origin &&
        other.state === "published" &&
        other.language === version.language &&
        other.date <= version.date,
    );
    return before.toSorted(compareVersions).slice(-1);
  });
}

/** The published versions that came from a version: the next one of its document, and the first ones of its heirs. */
function childrenOf(version: Version, family: Family): Version[] {
  const [next] = laterOf(version, ownOf(version, family));
  const heirs = family.documents.filter(({ relations }) =>
    relations.some(({ documentId }) => documentId === version.documentId),
  );
  const firsts = heirs.flatMap(({ id }) =>
    family.versions
      .filter((other) => other.documentId === id && other.state === "published" && other.language === version.language)
      .toSorted(compareVersions)
      .slice(0, 1),
  );
  return [...(next ? [next] : []), ...firsts.filter((first) => parentsOf(first, family).some(is(version)))];
}

/** The published versions that lead to a version, over all its documents' origins, nearest first. */
export function ancestorsOf(version: Version, family: Family): Version[] {
  const found = new Map<string, Version>();
  const waiting = parentsOf(version, family);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (found.has(next.id)) continue;
    found.set(next.id, next);
    waiting.push(...parentsOf(next, family));
  }
  return [...found.values()];
}

/** How the versions of a family came from one another. */
export function linesOf(family: Family): VersionLines<Version> {
  const [parents, children] = [new Map<string, Version[]>(), new Map<string, Version[]>()];
  const once =
    (known: Map<string, Version[]>, find: (version: Version, family: Family) => Version[]) =>
    (version: Version): Version[] => {
      const found = known.get(version.id) ?? find(version, family);
      known.set(version.id, found);
      return found;
    };
  return { parents: once(parents, parentsOf), children: once(children, childrenOf) };
}

/**
 * The published versions between two of which one came from the other, from the base's side to the revised's; null where
 * neither came from the other. The two themselves may be in any state.
 */
export function versionsBetween(base: Version, revised: Version, family: Family): Version[] | null {
  return lineTo(base, revised, family, new Set()) ?? lineTo(revised, base, family, new Set())?.toReversed() ?? null;
}

/** What lies between an ancestor and a descendant, oldest first; null where it is no ancestor. */
function lineTo(ancestor: Version, descendant: Version, family: Family, passed: Set<string>): Version[] | null {
  const earlier = earlierOf(descendant, ownOf(descendant, family));
  if (ancestor.documentId === descendant.documentId) {
    const at = earlier.findIndex(is(ancestor));
    return at < 0 ? null : earlier.slice(at + 1).filter(isPublished);
  }
  if (passed.has(descendant.documentId)) return null;
  passed.add(descendant.documentId);
  const own = earlier.filter(isPublished);
  for (const parent of parentsOf(own[0] ?? descendant, family)) {
    const line = parent.id === ancestor.id ? [] : lineTo(ancestor, parent, family, passed);
    if (line) return [...line, ...(parent.id === ancestor.id ? [] : [parent]), ...own];
  }
  return null;
}

function ownOf({ documentId }: Version, { versions }: Family): Version[] {
  return versions.filter((other) => other.documentId === documentId);
}

function isPublished({ state }: Version): boolean {
  return state === "published";
}

function is({ id }: Version): (other: Version) => boolean {
  return (other) => other.id === id;
}

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
