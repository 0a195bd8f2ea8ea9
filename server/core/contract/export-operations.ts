import * as z from "zod";
import { annotationKinds, commentTypes } from "#core/discuss/annotation.ts";
import { DispositionFilter } from "#core/outcome/disposition.ts";
import { placementStates } from "#core/place/placement.ts";
import { StakeholderGroup } from "#core/discuss/speaker.ts";
import { CompilationLayout, compilationLayouts } from "#core/compile/compilation-layout.ts";
import { commaSeparated } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";

/** Forms in which the commented text of a version leaves, with their media types. */
export const exportMediaTypes = {
  html: "text/html",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
  markdown: "text/markdown",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv",
  jsonld: "application/ld+json",
  akn: "application/akn+xml",
} as const;
export type ExportFormat = keyof typeof exportMediaTypes;
export const exportFormats = Object.keys(exportMediaTypes) as [ExportFormat, ...ExportFormat[]];

/** The layouts that each form is drawn in. */
export const layoutsOf: Readonly<Record<ExportFormat, readonly CompilationLayout[]>> = {
  html: compilationLayouts,
  docx: compilationLayouts,
  pdf: compilationLayouts,
  markdown: ["on-the-words"],
  xlsx: ["on-the-words"],
  csv: ["on-the-words"],
  jsonld: ["on-the-words"],
  akn: ["on-the-words"],
};

/** Which annotations are taken; a filter left out takes all. Lists are written with commas. */
export const AnnotationFilters = z.object({
  kinds: commaSeparated(z.array(z.enum(annotationKinds))),
  types: commaSeparated(z.array(z.enum(commentTypes))),
  organisations: commaSeparated(z.array(z.string())),
  groups: commaSeparated(z.array(StakeholderGroup)),
  states: commaSeparated(z.array(z.enum(placementStates))),
  dispositions: commaSeparated(z.array(DispositionFilter)),
  /** Addresses of the versions they were made on. */
  versions: commaSeparated(z.array(z.string())),
  /** Ids of clauses of the version, or what they are cited by. */
  clauses: commaSeparated(z.array(z.string())),
  /** The same of clauses that open a section (a verb, a heading), each with what stands in it; `clauses` add to them. */
  sections: commaSeparated(z.array(z.string())),
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
      /** How the pages are laid out: Word files, web pages and PDF in every way, any other form on the words. */
      layout: CompilationLayout.default("on-the-words"),
      /** Clean text without annotations. */
      annotations: z.enum(["with", "without"]).default("with"),
    }),
    answer: { kind: "written-file", mediaTypes: Object.values(exportMediaTypes) },
    problems: ["not-found", "not-allowed", "no-browser", "not-printed"],
    costly: true,
  }),
};
