import type { Version } from "#core/text/version.ts";

/** Whether a version is published at the address another has or is to have. */
export function isPublishedAt(other: Version, version: Version): boolean {
  return other.state === "published" && other.round === version.round && other.language === version.language;
}

/**
 * Whether the very content of a version is published at its address already: a second copy says nothing new, and would
 * only take the comments of the first off their page. Other content under the same address and date is another text.
 */
export function isPublishedAlready(version: Version, versions: readonly Version[]): boolean {
  return versions.some((other) => isPublishedAt(other, version) && other.contentHash === version.contentHash);
}
