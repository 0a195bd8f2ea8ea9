import { queryOptions } from "@tanstack/react-query";
import { call } from "./call.ts";

/**
 * What became of comments. Keyed with the annotations: a write or an event that refreshes those refreshes these, for a
 * place, a decision or a correction changes them all.
 */
const keys = {
  version: (version: string) => ["annotations", "ledger", version] as const,
  document: (document: string, language: string | undefined) =>
    ["annotations", "document-ledger", document, language] as const,
  annotation: (annotation: string) => ["annotations", "one", annotation] as const,
  uptake: (annotation: string) => ["annotations", "uptake", annotation] as const,
  uptakeTable: (document: string, language: string | undefined) =>
    ["annotations", "uptake-table", document, language] as const,
};

/** What became, on a version, of everything said before it. */
export const ledgerQuery = (version: string) =>
  queryOptions({
    queryKey: keys.version(version),
    queryFn: ({ signal }) => call("getLedger", { params: { version }, query: {}, signal }),
  });

/** A document's comments against its drafts in a language; without one, in that of its first version. */
export const documentLedgerQuery = (document: string, language?: string) =>
  queryOptions({
    queryKey: keys.document(document, language),
    queryFn: ({ signal }) =>
      call("getDocumentLedger", { params: { document }, query: { ...(language && { language }) }, signal }),
  });

/** An annotation on the version it was made on. */
export const annotationQuery = (annotation: string) =>
  queryOptions({
    queryKey: keys.annotation(annotation),
    queryFn: ({ signal }) => call("getAnnotation", { params: { annotation }, signal }),
  });

/** How far every later draft took a proposal up. */
export const uptakeQuery = (annotation: string) =>
  queryOptions({
    queryKey: keys.uptake(annotation),
    queryFn: ({ signal }) => call("getUptake", { params: { annotation }, signal }),
  });

/** The same for a document: by proposal, organisation and group. */
export const uptakeTableQuery = (document: string, language?: string) =>
  queryOptions({
    queryKey: keys.uptakeTable(document, language),
    queryFn: ({ signal }) =>
      call("getUptakeTable", { params: { document }, query: { ...(language && { language }) }, signal }),
  });
