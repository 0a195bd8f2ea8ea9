import type { NamedVersion } from "#core/contract/fields.ts";
import { formatAddress } from "#core/text/address.ts";
import { compareVersions, type Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";

/**
 * Returns the default language for an address without one: that of the version published first, whatever its date. A
 * later translation therefore never changes the target of an address. Returns null if nothing is published.
 */
export function mainLanguage(versions: readonly Version[]): string | null {
  const published = versions.filter(({ publishedAt }) => publishedAt !== null);
  return published.toSorted(byPublication)[0]?.language ?? null;
}

/** Sorts by time of publication, with unpublished versions last. */
function byPublication(left: Version, right: Version): number {
  if (left.publishedAt === null || right.publishedAt === null) {
    return Number(left.publishedAt === null) - Number(right.publishedAt === null) || compareVersions(left, right);
  }
  return (
    left.publishedAt.localeCompare(right.publishedAt) ||
    Number(right.state === "superseded") - Number(left.state === "superseded") ||
    compareVersions(left, right)
  );
}

/**
 * Returns a comparator for reading order. A superseded version comes directly before its replacement at the same
 * address, because a correction may have an earlier date than the text it corrects. `version` counts as published even
 * if it is only prepared.
 */
function readingOrder(version: Version, versions: readonly Version[]): (left: Version, right: Version) => number {
  const counted = versions.filter(({ id, state }) => state !== "prepared" || id === version.id).toSorted(byPublication);
  const placeOf = ({ round, language }: Version): Version | undefined =>
    counted.findLast((candidate) => candidate.round === round && candidate.language === language);
  return (left, right) => {
    const [place, otherPlace] = [placeOf(left) ?? left, placeOf(right) ?? right];
    return place.id === otherPlace.id ? byPublication(left, right) : compareVersions(place, otherPlace);
  };
}

/**
 * Finds the version at an address: the published one, otherwise the last one withdrawn there, which displays its
 * withdrawal. Prepared and superseded versions have only an id.
 */
export function findByAddress(
  versions: readonly Version[],
  round: string,
  language: string | null,
): Version | undefined {
  const atAddress = versions
    .filter((version) => version.round === round && (version.state === "published" || version.state === "withdrawn"))
    .toSorted(compareVersions);
  const wanted = language ?? mainLanguage(versions);
  const inLanguage = atAddress.filter((version) => version.language === wanted);
  const candidates = inLanguage.length > 0 || language !== null ? inLanguage : atAddress.slice(0, 1);
  return candidates.find(({ state }) => state === "published") ?? candidates.at(-1);
}

/**
 * Returns a version's address, with the language if its round has several. Returns its id if the address leads to
 * another version or to none. This applies to superseded and prepared versions, and to withdrawn ones with a
 * replacement.
 */
export function addressOf(version: Version, versions: readonly Version[]): string {
  if (findByAddress(versions, version.round, version.language)?.id !== version.id) return version.id;
  const languages = new Set(
    versions
      .filter(({ round, state }) => round === version.round && state !== "prepared")
      .map(({ language }) => language),
  );
  return formatAddress(version.documentId, version.round, languages.size > 1 ? version.language : null);
}

/** Returns the published version before a version in its language; null for the first. */
export function previousOf(version: Version, versions: readonly Version[]): Version | null {
  return (
    earlierOf(version, versions)
      .filter(({ state }) => state === "published")
      .at(-1) ?? null
  );
}

/** Returns the earlier versions in the same language in reading order, in any state except prepared. */
export function earlierOf(version: Version, versions: readonly Version[]): Version[] {
  const order = readingOrder(version, versions);
  return versions
    .filter(
      (candidate) =>
        candidate.id !== version.id &&
        candidate.state !== "prepared" &&
        candidate.language === version.language &&
        order(candidate, version) < 0,
    )
    .toSorted(order);
}

/** Returns the later published versions in the same language in reading order. */
export function laterOf(version: Version, versions: readonly Version[]): Version[] {
  const order = readingOrder(version, versions);
  return versions
    .filter(
      (candidate) =>
        candidate.state === "published" && candidate.language === version.language && order(candidate, version) > 0,
    )
    .toSorted(order);
}

/** Returns versions with the names by which they are shown together, in the given order. */
export async function nameVersions<const Versions extends readonly Version[]>(
  context: Pick<Context, "store">,
  versions: Versions,
): Promise<{ -readonly [Index in keyof Versions]: NamedVersion }> {
  const documentIds = [...new Set(versions.map(({ documentId }) => documentId))];
  const titles = new Map<string, string>();
  const siblings = new Map<string, Version[]>();
  await context.store.read(async (reader) => {
    for (const documentId of documentIds) {
      titles.set(documentId, (await reader.get("documents", documentId))?.shortTitle ?? documentId);
      siblings.set(documentId, await reader.list("versions", { documentId }));
    }
  });
  const named = versions.map((version): NamedVersion => {
    const { id, documentId, round, label, date, language, state } = version;
    const address = addressOf(version, siblings.get(documentId) ?? [version]);
    return {
      id,
      documentId,
      round,
      label,
      date,
      language,
      state,
      address,
      document: titles.get(documentId) ?? documentId,
    };
  });
  // As many as the versions, in their order.
  return named as { -readonly [Index in keyof Versions]: NamedVersion };
}
