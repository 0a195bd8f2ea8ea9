import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { formatDate, languageName } from "../components/format.ts";

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

/** Versions listed under one heading: a document's versions in one language, or the search results in one document. */
interface VersionGroup {
  heading: string;
  versions: readonly ListedVersion[];
}

/** Groups a document's versions by language, the preferred one first, each latest first. */
export function versionsByLanguage({ versions }: ListedDocument, preferred: string): VersionGroup[] {
  const languages = [...new Set(versions.map(({ language }) => language))].sort(
    (one, other) =>
      Number(other === preferred) - Number(one === preferred) || languageName(one).localeCompare(languageName(other)),
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
  const wanted = wordsOf(search);
  return documents
    .map((document) => ({
      heading: document.shortTitle,
      versions: document.versions.filter((version) => isCalled(document, version, wanted)).reverse(),
    }))
    .filter(({ versions }) => versions.length > 0);
}

function isCalled(document: ListedDocument, version: ListedVersion, wanted: readonly string[]): boolean {
  const { address, label, round, date, language } = version;
  const { shortTitle, title } = document;
  const names = [shortTitle, title, address, label, round, date, formatDate(date), language, languageName(language)];
  const words = wordsOf(names.join(" "));
  return wanted.every((part) => words.some((word) => word === part || (!/^\d+$/u.test(part) && word.startsWith(part))));
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
  one: V,
  other: V,
): readonly [base: V, revised: V] {
  const place = ({ id, documentId }: ListedVersion): number =>
    documents.find((document) => document.id === documentId)?.versions.findIndex((version) => version.id === id) ?? -1;
  const later =
    one.documentId === other.documentId ? place(one) > place(other) : one.date.localeCompare(other.date) > 0;
  return later ? [other, one] : [one, other];
}
