import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";

/** The dialog that is open over the list of documents. */
export type OpenDocumentDialog =
  | { kind: "edit" | "archive"; document: ListedDocument }
  | { kind: "correct"; document: ListedDocument; version: ListedVersion };
