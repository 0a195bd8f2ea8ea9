import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { formatDate, languageName } from "../components/format.tsx";

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
  const current = versions.find((version) => version.address === address);
  if (!current) return { before: undefined, after: undefined };
  const row = inLanguage(versions, current.language).filter(
    (version) => version === current || version.state === "published",
  );
  const index = row.indexOf(current);
  return { before: row[index - 1], after: row[index + 1] };
}

/** Returns the main language of a document: that of the first published version. */
export function mainLanguage({ versions }: ListedDocument): string {
  const published = versions.filter(({ publishedAt }) => publishedAt !== null);
  const [first] = published.sort((a, b) => (a.publishedAt ?? "").localeCompare(b.publishedAt ?? ""));
  return (first ?? versions[0])?.language ?? "en";
}

/** Versions listed under one heading: a document's versions in one language, or the search results in one document. */
interface VersionGroup {
  heading: string;
  versions: readonly ListedVersion[];
}

/** Groups a document's versions by language, the preferred one first, each latest first. */
export function versionsByLanguage({ versions }: ListedDocument, preferred: string): VersionGroup[] {
  const languages = [...new Set(versions.map(({ language }) => language))].sort(
    (a, b) => Number(b === preferred) - Number(a === preferred) || languageName(a).localeCompare(languageName(b)),
  );
  return languages.map((language) => ({
    heading: languageName(language),
    versions: versions.filter((version) => version.language === language).reverse(),
  }));
}

/**
 * Finds versions of any document by search terms in any order. Each term must begin a word of the version's document,
 * label, round, date, language or address. "arab 3" finds the third draft in Arabic. A number must match a whole word:
 * 2 does not match 2013.
 */
export function findVersions(documents: readonly ListedDocument[], search: string): VersionGroup[] {
  const terms = wordsOf(search);
  return documents
    .map((document) => ({
      heading: document.shortTitle,
      versions: document.versions.filter((version) => isCalled(document, version, terms)).reverse(),
    }))
    .filter(({ versions }) => versions.length > 0);
}

function isCalled(document: ListedDocument, version: ListedVersion, terms: readonly string[]): boolean {
  const { address, label, round, date, language } = version;
  const { shortTitle, title } = document;
  const names = [shortTitle, title, address, label, round, date, formatDate(date), language, languageName(language)];
  const nameWords = wordsOf(names.join(" "));
  return terms.every((term) =>
    nameWords.some((word) => word === term || (!/^\d+$/u.test(term) && word.startsWith(term))),
  );
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFD")
      .replace(/\p{Mn}/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/**
 * Returns two versions as base and revised. Within a document its reading order decides; across documents the earlier
 * date comes first.
 */
export function inReadingOrder<V extends ListedVersion>(
  documents: readonly ListedDocument[],
  a: V,
  b: V,
): readonly [base: V, revised: V] {
  const documentIndex = ({ id, documentId }: ListedVersion): number =>
    documents.find((document) => document.id === documentId)?.versions.findIndex((version) => version.id === id) ?? -1;
  const later = a.documentId === b.documentId ? documentIndex(a) > documentIndex(b) : a.date.localeCompare(b.date) > 0;
  return later ? [b, a] : [a, b];
}
