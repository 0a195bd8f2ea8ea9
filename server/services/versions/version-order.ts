import { formatAddress } from "#core/text/address.ts";
import { compareVersions, type Version } from "#core/text/version.ts";

/**
 * The language a round is read in where an address names none: that of the version published first, whatever its date, so
 * that a translation which comes later never changes where an address leads. Null where nothing is published.
 */
export function mainLanguage(versions: readonly Version[]): string | null {
  const published = versions.filter(({ publishedAt }) => publishedAt !== null);
  return published.toSorted(byPublication)[0]?.language ?? null;
}

/** In the order they were published; what is only prepared comes last. */
function byPublication(one: Version, other: Version): number {
  if (one.publishedAt === null || other.publishedAt === null) {
    return Number(one.publishedAt === null) - Number(other.publishedAt === null) || compareVersions(one, other);
  }
  return (
    one.publishedAt.localeCompare(other.publishedAt) ||
    Number(other.state === "superseded") - Number(one.state === "superseded") ||
    compareVersions(one, other)
  );
}

/**
 * Reading order in which what was replaced at an address comes just before what replaced it there: a correction may bear
 * an earlier date than the text it corrects. `version` counts as published even while it is only prepared.
 */
function readingOrder(version: Version, versions: readonly Version[]): (one: Version, other: Version) => number {
  const counted = versions.filter(({ id, state }) => state !== "prepared" || id === version.id).toSorted(byPublication);
  const placeOf = ({ round, language }: Version): Version | undefined =>
    counted.findLast((other) => other.round === round && other.language === language);
  return (one, other) => {
    const [place, otherPlace] = [placeOf(one) ?? one, placeOf(other) ?? other];
    return place.id === otherPlace.id ? byPublication(one, other) : compareVersions(place, otherPlace);
  };
}

/**
 * What an address among a document's versions leads to: the published text, else the one that was withdrawn there, which
 * says so. What is prepared or superseded has no address, only an id.
 */
export function findByAddress(
  versions: readonly Version[],
  round: string,
  language: string | null,
): Version | undefined {
  const there = versions
    .filter((version) => version.round === round && (version.state === "published" || version.state === "withdrawn"))
    .toSorted(compareVersions);
  const wanted = language ?? mainLanguage(versions);
  const spoken = there.filter((version) => version.language === wanted);
  const candidates = spoken.length > 0 || language !== null ? spoken : there.slice(0, 1);
  return candidates.find(({ state }) => state === "published") ?? candidates.at(-1);
}

/**
 * What leads to a version: its address, with the language where the round has several. Its id where the address leads to
 * another text, or to none: it is superseded, only prepared, or withdrawn and replaced.
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

/** The published version a version follows in its language; null for the first. */
export function previousOf(version: Version, versions: readonly Version[]): Version | null {
  return (
    earlierOf(version, versions)
      .filter(({ state }) => state === "published")
      .at(-1) ?? null
  );
}

/** Versions in the same language before it in reading order, whatever became of them; none that is only prepared. */
export function earlierOf(version: Version, versions: readonly Version[]): Version[] {
  const order = readingOrder(version, versions);
  return versions
    .filter(
      (other) =>
        other.id !== version.id &&
        other.state !== "prepared" &&
        other.language === version.language &&
        order(other, version) < 0,
    )
    .toSorted(order);
}

/** Published versions in the same language after it in reading order. */
export function laterOf(version: Version, versions: readonly Version[]): Version[] {
  const order = readingOrder(version, versions);
  return versions
    .filter((other) => other.state === "published" && other.language === version.language && order(other, version) > 0)
    .toSorted(order);
}
