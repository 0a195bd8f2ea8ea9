import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";

/** An existing version with its document. */
export interface KnownCopy {
  document: ListedDocument;
  version: ListedVersion;
}

/**
 * Finds the version, in any document, that was read from a file with this hash. A published version takes precedence.
 */
export function versionOfFile(documents: readonly ListedDocument[], hash: string): KnownCopy | undefined {
  return copies(documents, (version) => version.source.hash === hash);
}

/** Finds another prepared version of the document with the same content. */
export function preparedTwin(
  document: ListedDocument,
  version: { id: string; contentHash: string },
): ListedVersion | undefined {
  return document.versions.find(
    ({ id, state, contentHash }) => state === "prepared" && id !== version.id && contentHash === version.contentHash,
  );
}

function copies(
  documents: readonly ListedDocument[],
  isCopy: (version: ListedVersion) => boolean,
): KnownCopy | undefined {
  const matches = documents.flatMap((document) =>
    document.versions.filter(isCopy).map((version) => ({ document, version })),
  );
  return matches.find(({ version }) => version.state === "published") ?? matches[0];
}

/**
 * Returns the SHA-256 of a file in hex; null if the page is not on https or localhost, where browsers cannot compute
 * it.
 */
export async function hashOfFile(file: Blob): Promise<string | null> {
  if (!isSecureContext) return null;
  const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
