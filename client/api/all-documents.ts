import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { call } from "./call.ts";

/** Calls the table of contents part by part, and returns all documents. */
export async function allDocuments(signal: AbortSignal): Promise<ListedDocument[]> {
  const documents: ListedDocument[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const part = await call("getLibrary", { query: { size: 100, ...(after !== undefined && { after }) }, signal });
    documents.push(...part.documents);
    after = part.next;
  }
  return documents;
}
