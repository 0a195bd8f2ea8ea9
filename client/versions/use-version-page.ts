import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { annotationsQuery, documentQuery, fewAnnotations, forumQuery, meQuery, versionQuery } from "../api/queries.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";

/**
 * Loads a version with its annotations, its document and the reader, and follows the document's events. `failed` is a
 * query that failed and has no earlier answer. If a part of a long discussion is enough, its annotations are not loaded,
 * and `isLong` is true.
 */
export function useVersionPage(address: string, isPartEnough = false) {
  const page = useQuery(versionQuery(address));
  const documentId = page.data?.version.documentId;
  const document = useQuery({ ...documentQuery(documentId ?? ""), enabled: documentId !== undefined });
  const listed = document.data?.versions.find((version) => version.address === address);
  const total = (listed ?? page.data?.version)?.annotationTotal;
  // Decided once: a room must not be replaced when a comment is added.
  const [chosen, setChosen] = useState({ address: "", isLong: isPartEnough });
  if (isPartEnough && chosen.address !== address && total !== undefined)
    setChosen({ address, isLong: total > fewAnnotations });
  const isLong = chosen.address === address ? chosen.isLong : isPartEnough;
  const annotations = useQuery({ ...annotationsQuery(address), enabled: !isLong });
  const forum = useQuery(forumQuery);
  const me = useQuery(meQuery);
  useDocumentStream(documentId);
  const failed = [page, annotations, document, forum, me].find(({ isError, data }) => isError && data === undefined);
  return {
    page: page.data,
    annotations: annotations.data,
    isLong,
    forum: forum.data,
    me: me.data,
    document: document.data,
    failed,
  };
}
