import { compareVersions, type Version } from "#core/text/version.ts";

/**
 * The version to read instead of one that no longer holds: what took the place of a superseded one; else the latest
 * published in its language, where it is later or the version itself was withdrawn. Undefined where the version is current.
 */
export function currentVersion<V extends Version>(version: V, versions: readonly V[]): V | undefined {
  const published = versions
    .filter(({ id, language, state }) => id !== version.id && language === version.language && state === "published")
    .toSorted(compareVersions);
  const successor = published.findLast(({ round }) => round === version.round);
  if (version.state === "superseded" && successor) return successor;
  const latest = published.at(-1);
  if (!latest || version.state === "withdrawn" || version.state === "superseded") return latest;
  return compareVersions(version, latest) < 0 ? latest : undefined;
}
