import type { VersionLines } from "#core/lineage/lineage.ts";
import { compareVersions, type ForumDocument, type Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { addressOf, earlierOf, laterOf, previousOf } from "./version-order.ts";

/** Documents that may descend from one another, with all their versions. */
export interface Family {
  documents: readonly ForumDocument[];
  versions: readonly Version[];
}

/**
 * Returns the published versions from which a version descends, in its language. This is normally the version before
 * it. The first version of a document that forks, replaces or merges others descends from each of these: from its last
 * version that is not dated later.
 */
function parentsOf(version: Version, family: Family): Version[] {
  const previous = previousOf(version, ownOf(version, family));
  if (previous) return [previous];
  const document = family.documents.find(({ id }) => id === version.documentId);
  const origins = [...new Set((document?.relations ?? []).map(({ documentId }) => documentId))];
  return origins.flatMap((origin) => {
    const before = family.versions.filter(
      (candidate) =>
        candidate.documentId === origin &&
        candidate.state === "published" &&
        candidate.language === version.language &&
        candidate.date <= version.date,
    );
    return before.toSorted(compareVersions).slice(-1);
  });
}

/**
 * Returns the published versions that descend from a version: the next one of its document, and the first ones of
 * documents derived from it.
 */
function childrenOf(version: Version, family: Family): Version[] {
  const [next] = laterOf(version, ownOf(version, family));
  const heirs = family.documents.filter(({ relations }) =>
    relations.some(({ documentId }) => documentId === version.documentId),
  );
  const firsts = heirs.flatMap(({ id }) =>
    family.versions
      .filter(
        (candidate) =>
          candidate.documentId === id && candidate.state === "published" && candidate.language === version.language,
      )
      .toSorted(compareVersions)
      .slice(0, 1),
  );
  return [...(next ? [next] : []), ...firsts.filter((first) => parentsOf(first, family).some(isSameVersion(version)))];
}

/** Returns all published ancestors of a version, including those in the documents it descends from, nearest first. */
export function ancestorsOf(version: Version, family: Family): Version[] {
  const versionsById = new Map<string, Version>();
  const waiting = parentsOf(version, family);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (versionsById.has(next.id)) continue;
    versionsById.set(next.id, next);
    waiting.push(...parentsOf(next, family));
  }
  return [...versionsById.values()];
}

/** Returns functions that look up the parents and children of a version in a family. Results are cached. */
export function linesOf(family: Family): VersionLines<Version> {
  const [parents, children] = [new Map<string, Version[]>(), new Map<string, Version[]>()];
  const once =
    (cache: Map<string, Version[]>, find: (version: Version, family: Family) => Version[]) =>
    (version: Version): Version[] => {
      const relatives = cache.get(version.id) ?? find(version, family);
      cache.set(version.id, relatives);
      return relatives;
    };
  return { parents: once(parents, parentsOf), children: once(children, childrenOf) };
}

/**
 * Returns the published versions between two versions if one descends from the other, ordered from the base to the
 * revised version. Otherwise returns null. The two versions themselves may be in any state.
 */
export function versionsBetween(base: Version, revised: Version, family: Family): Version[] | null {
  return lineTo(base, revised, family, new Set()) ?? lineTo(revised, base, family, new Set())?.toReversed() ?? null;
}

/** Returns the versions between an ancestor and a descendant, oldest first, or null if there is no such descent. */
function lineTo(ancestor: Version, descendant: Version, family: Family, passed: Set<string>): Version[] | null {
  const earlier = earlierOf(descendant, ownOf(descendant, family));
  if (ancestor.documentId === descendant.documentId) {
    const at = earlier.findIndex(isSameVersion(ancestor));
    return at < 0 ? null : earlier.slice(at + 1).filter(isPublished);
  }
  if (passed.has(descendant.documentId)) return null;
  passed.add(descendant.documentId);
  const publishedEarlier = earlier.filter(isPublished);
  for (const parent of parentsOf(publishedEarlier[0] ?? descendant, family)) {
    const line = parent.id === ancestor.id ? [] : lineTo(ancestor, parent, family, passed);
    if (line) return [...line, ...(parent.id === ancestor.id ? [] : [parent]), ...publishedEarlier];
  }
  return null;
}

function ownOf({ documentId }: Version, { versions }: Family): Version[] {
  return versions.filter((version) => version.documentId === documentId);
}

function isPublished({ state }: Version): boolean {
  return state === "published";
}

function isSameVersion({ id }: Version): (version: Version) => boolean {
  return (version) => version.id === id;
}

/**
 * Reads the documents that share a history with one, through forks, replacements and mergers, with all their versions.
 */
export async function readFamily(reader: Reader, documentId: string): Promise<Family> {
  const documents: ForumDocument[] = [];
  // A set is walked in the order of its entries, with those that are added meanwhile.
  const related = new Set([documentId]);
  for (const id of related) {
    const [document, relating] = await Promise.all([
      reader.get("documents", id),
      reader.list("documents", { relatedTo: id }),
    ]);
    if (!document) continue;
    documents.push(document);
    for (const relation of document.relations) related.add(relation.documentId);
    for (const other of relating) related.add(other.id);
  }
  const versions = await Promise.all(documents.map(({ id }) => reader.list("versions", { documentId: id })));
  return { documents, versions: versions.flat() };
}

/** Returns a family without the drafts whose text is damaged, as if they had never been published. */
export function intactFamily({ damage }: Pick<Context, "damage">, { documents, versions }: Family): Family {
  return { documents, versions: damage.intact(versions) };
}

/** Returns the field that names the drafts of a line whose text is damaged, for an answer that leaves them out. */
export function damagedIn(
  { damage }: Pick<Context, "damage">,
  line: readonly Version[],
  versions: readonly Version[],
): { damaged?: string[] } {
  const damaged = line.filter((version) => damage.has(version)).map((version) => addressOf(version, versions));
  return damaged.length > 0 ? { damaged } : {};
}
