import * as z from "zod";
import { annotationKinds, commentTypes } from "#core/annotate/annotation.ts";
import { DispositionFilter } from "#core/annotate/disposition.ts";
import { placementStates } from "#core/annotate/placement.ts";
import { StakeholderGroup } from "#core/annotate/speaker.ts";
import { operation } from "#core/contract/operation.ts";

/** Forms in which the commented text of a version leaves, with their media types. */
export const exportMediaTypes = {
  html: "text/html",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  markdown: "text/markdown",
  csv: "text/csv",
  jsonld: "application/ld+json",
} as const;
export type ExportFormat = keyof typeof exportMediaTypes;
export const exportFormats = Object.keys(exportMediaTypes) as [ExportFormat, ...ExportFormat[]];

/** Several values in one query parameter, separated by commas. */
const commaSeparated = (value: unknown): unknown =>
  typeof value === "string" ? value.split(",").filter(Boolean) : value;

/** Which annotations are taken; a filter left out takes all. Lists are written with commas. */
export const AnnotationFilters = z.object({
  kinds: z.preprocess(commaSeparated, z.array(z.enum(annotationKinds)).optional()),
  types: z.preprocess(commaSeparated, z.array(z.enum(commentTypes)).optional()),
  organisations: z.preprocess(commaSeparated, z.array(z.string()).optional()),
  groups: z.preprocess(commaSeparated, z.array(StakeholderGroup).optional()),
  states: z.preprocess(commaSeparated, z.array(z.enum(placementStates)).optional()),
  dispositions: z.preprocess(commaSeparated, z.array(DispositionFilter).optional()),
  clauses: z.preprocess(commaSeparated, z.array(z.string()).optional()),
  text: z.string().max(200).optional(),
});
export type AnnotationFilters = z.infer<typeof AnnotationFilters>;

export const exportOperations = {
  exportVersion: operation({
    method: "get",
    path: "/versions/{version}/export",
    summary: "The commented text of a version as a file",
    action: "read-version",
    params: z.object({ version: z.string() }),
    query: AnnotationFilters.extend({
      format: z.enum(exportFormats),
      /** Shown for all or hidden for all, never for some. */
      sources: z.enum(["shown", "hidden"]).default("shown"),
      /** Clean text without annotations. */
      annotations: z.enum(["with", "without"]).default("with"),
    }),
    answer: { kind: "file", mediaTypes: Object.values(exportMediaTypes) },
    problems: ["not-found", "not-allowed"],
  }),
};
