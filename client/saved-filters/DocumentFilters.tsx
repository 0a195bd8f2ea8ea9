import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ListedVersion, Me } from "#core/contract/forum-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { documentsPage as messages } from "#core/messages/catalogues.ts";
import { useSavedFilters } from "./use-saved-filters.ts";

/** The reader's saved views of a document, in the library. Each links to its selection on the current draft. */
export function DocumentFilters({ version, me }: { version: ListedVersion; me: Me | undefined }): ReactNode {
  const { views } = useSavedFilters(version.documentId, me);
  if (views.length === 0) return null;
  return (
    <p className="document-links small">
      <span className="quiet">{messages.yourViews}</span>
      {views.map(({ id, name, query }) => (
        <Link key={id} href={`${readingPath(version.address)}?${query}`}>
          {name}
        </Link>
      ))}
    </p>
  );
}
