import { queryOptions } from "@tanstack/react-query";
import { call } from "./call.ts";

/**
 * Comment outcomes. The keys begin with the annotations' key, so a write or event that refreshes annotations refreshes
 * these too: a placement, decision or correction changes them all.
 */
const keys = {
  version: (version: string) => ["annotations", "outcomes", version] as const,
  document: (document: string, language: string | undefined) =>
    ["annotations", "document-outcomes", document, language] as const,
  annotation: (annotation: string) => ["annotations", "one", annotation] as const,
  uptake: (annotation: string) => ["annotations", "uptake", annotation] as const,
  uptakeTable: (document: string, language: string | undefined) =>
    ["annotations", "uptake-table", document, language] as const,
};

/** The outcomes, on a version, of all comments on earlier versions. */
export const outcomesQuery = (version: string) =>
  queryOptions({
    queryKey: keys.version(version),
    queryFn: ({ signal }) => call("getOutcomes", { params: { version }, query: {}, signal }),
  });

/** The outcomes, on a version, of comments whose location a person should confirm or choose. */
export const waitingOutcomesQuery = (version: string) =>
  queryOptions({
    queryKey: [...keys.version(version), "waiting"],
    queryFn: ({ signal }) => call("getOutcomes", { params: { version }, query: { waiting: "true" }, signal }),
  });

/**
 * The outcomes of a document's comments in the drafts of one language. Without a language, that of its first version.
 */
export const documentOutcomesQuery = (document: string, language?: string) =>
  queryOptions({
    queryKey: keys.document(document, language),
    queryFn: ({ signal }) =>
      call("getDocumentOutcomes", { params: { document }, query: { ...(language && { language }) }, signal }),
  });

/** An annotation on the version it was made on. */
export const annotationQuery = (annotation: string) =>
  queryOptions({
    queryKey: keys.annotation(annotation),
    queryFn: ({ signal }) => call("getAnnotation", { params: { annotation }, signal }),
  });

/** A proposal's uptake in every later draft. */
export const uptakeQuery = (annotation: string) =>
  queryOptions({
    queryKey: keys.uptake(annotation),
    queryFn: ({ signal }) => call("getUptake", { params: { annotation }, signal }),
  });

/** Uptake for a whole document: by proposal, organisation and group. */
export const uptakeTableQuery = (document: string, language?: string) =>
  queryOptions({
    queryKey: keys.uptakeTable(document, language),
    queryFn: ({ signal }) =>
      call("getUptakeTable", { params: { document }, query: { ...(language && { language }) }, signal }),
  });
