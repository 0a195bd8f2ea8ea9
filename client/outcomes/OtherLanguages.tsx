import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { languageName } from "../components/format.tsx";
import { mainLanguage } from "../versions/version-order.ts";

/**
 * Links to the other languages in which a document has drafts. Each has its own comments, and so its own outcomes
 * table.
 */
export function OtherLanguages({
  document,
  shownLanguage,
}: {
  document: ListedDocument;
  /** The chosen language; null for the document's main language. */
  shownLanguage: string | null;
}): ReactNode {
  const [path] = useLocation();
  const main = mainLanguage(document);
  const otherLanguages = [...new Set(document.versions.map(({ language }) => language))].filter(
    (language) => language !== (shownLanguage ?? main),
  );
  return otherLanguages.map((language) => (
    <span key={language}>
      {" · "}
      <Link href={language === main ? path : `${path}?language=${language}`}>{languageName(language)}</Link>
    </span>
  ));
}
