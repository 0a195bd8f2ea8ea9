import { useQuery } from "@tanstack/react-query";
import { annotationsQuery, libraryQuery, meQuery, versionQuery } from "../api/queries.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";

/**
 * Loads a version with its annotations, its document and the reader, and follows the document's events. `failed` is a
 * query that failed and has no earlier answer.
 */
export function useVersionPage(address: string) {
  const page = useQuery(versionQuery(address));
  const annotations = useQuery(annotationsQuery(address));
  const library = useQuery(libraryQuery);
  const me = useQuery(meQuery);
  const document = library.data?.documents.find(({ id }) => id === page.data?.version.documentId);
  useDocumentStream(page.data?.version.documentId);
  const failed = [page, annotations, library, me].find(({ isError, data }) => isError && data === undefined);
  return { page: page.data, annotations: annotations.data, library: library.data, me: me.data, document, failed };
}
