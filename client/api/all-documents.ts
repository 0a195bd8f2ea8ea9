import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { call } from "./call.ts";

/** Number of documents in an answer. */
export const documentsInAnswer = 100;

/** Calls the table of contents part by part, and returns all documents. */
export async function allDocuments(signal: AbortSignal): Promise<ListedDocument[]> {
  const documents: ListedDocument[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const part = await call("getLibrary", {
      query: { size: documentsInAnswer, ...(after !== undefined && { after }) },
      signal,
    });
    documents.push(...part.documents);
    after = part.next;
  }
  return documents;
}
