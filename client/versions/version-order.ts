import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";

/** Returns versions in the order a reader looks for them: latest first, the languages of a round together. */
export function latestFirst(versions: readonly ListedVersion[]): ListedVersion[] {
  return [...versions].reverse();
}

/** Returns the versions in one language, in reading order. */
export function inLanguage(versions: readonly ListedVersion[], language: string): ListedVersion[] {
  return versions.filter((version) => version.language === language);
}

/** Returns the published versions before and after another in its language; undefined at either end. */
export function neighbours(
  versions: readonly ListedVersion[],
  address: string,
): { before: ListedVersion | undefined; after: ListedVersion | undefined } {
  const here = versions.find((version) => version.address === address);
  if (!here) return { before: undefined, after: undefined };
  const row = inLanguage(versions, here.language).filter(
    (version) => version === here || version.state === "published",
  );
  const index = row.indexOf(here);
  return { before: row[index - 1], after: row[index + 1] };
}

/** Returns the main language of a document: that of the first published version. */
export function mainLanguage({ versions }: ListedDocument): string {
  const published = versions.filter(({ publishedAt }) => publishedAt !== null);
  const [first] = published.sort((one, other) => (one.publishedAt ?? "").localeCompare(other.publishedAt ?? ""));
  return (first ?? versions[0])?.language ?? "en";
}
