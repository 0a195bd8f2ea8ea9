import type { ListedDocument } from "#core/contract/forum-operations.ts";

/** The language a document is drafted in: that of the version published first. */
export function mainLanguage({ versions }: ListedDocument): string {
  const published = versions.filter(({ publishedAt }) => publishedAt !== null);
  const [first] = published.sort((one, other) => (one.publishedAt ?? "").localeCompare(other.publishedAt ?? ""));
  return (first ?? versions[0])?.language ?? "en";
}
