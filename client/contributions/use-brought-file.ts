import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { call } from "../api/call.ts";

/** A file that is brought to be received, and the version it is on where that is known. */
export interface BroughtFile {
  file: File;
  version: string | undefined;
}

/**
 * The file of a version, brought along to have its marks taken in; null while it is on its way, and where none is brought.
 * Where the version is published the marks are on it; one that is only prepared says nothing.
 */
export function useBroughtFile(
  from: string | null,
  documents: readonly ListedDocument[] | undefined,
): BroughtFile | null {
  const version = documents?.flatMap(({ versions }) => versions).find(({ id }) => id === from);
  const blob = useQuery({
    queryKey: ["original", from],
    queryFn: ({ signal }) => call("getOriginal", { params: { version: from ?? "" }, signal }),
    enabled: version !== undefined,
    staleTime: Infinity,
  }).data;
  const fileName = version?.source.fileName ?? "";
  const on = version?.state === "published" ? version.id : undefined;
  // The same file each time it is drawn: what is brought is sent once.
  return useMemo(() => (blob ? { file: new File([blob], fileName), version: on } : null), [blob, fileName, on]);
}
