import * as z from "zod";
import { operation } from "#core/contract/operation.ts";
import { change } from "#core/contract/settings-operations.ts";

/** A line of an imported file and its effect. */
export const ImportedLine = z.object({
  /** Number of the line in the file, from 1. A record over several lines has the number of its record. */
  line: z.int(),
  outcome: z.enum(["created", "changed", "unchanged", "refused"]),
  /** Id of the person or organisation. Null if the line was refused before one was found. */
  id: z.string().nullable(),
  name: z.string(),
  /** Names of the changed fields. */
  fields: z.array(z.string()),
  /** Why the line was refused, with the column. */
  reasons: z.array(
    z.object({
      column: z.string().nullable(),
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      detail: z.string(),
    }),
  ),
});
export type ImportedLine = z.infer<typeof ImportedLine>;

/** The effect of importing a file, or of trying to. */
export const ImportReport = z.object({
  /** Whether it was stored. Nothing is, in a dry run or if any line was refused. */
  isStored: z.boolean(),
  counts: z.object({ created: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int() }),
  lines: z.array(ImportedLine),
  /** The headings in the order of the file, each with the field it is read as. Null if it is not used. */
  columns: z.array(z.object({ heading: z.string(), column: z.string().nullable() })),
  /** Headings that were not recognised. */
  ignored: z.array(z.string()),
  change,
});
export type ImportReport = z.infer<typeof ImportReport>;

const importQuery = z.object({
  dryRun: z.stringbool().default(false),
  fileName: z.string().max(255).default("import.csv"),
});

/** Shared by the imports of people and of organisations. */
const importOfFile = {
  method: "post",
  action: "manage-people",
  file: "manage-people",
  answer: { kind: "json", schema: ImportReport },
} as const;

const importProblems = [
  "not-signed-in",
  "not-allowed",
  "not-found",
  "invalid-request",
  "file-empty",
  "not-this-format",
  "file-damaged",
  "file-too-large",
] as const;

/** Shared by the exports of people and of organisations. */
const exportOfFile = {
  method: "get",
  action: "read-settings",
  answer: { kind: "written-file", mediaTypes: ["text/csv"] },
  problems: ["not-signed-in", "not-allowed", "not-found"],
} as const;

/** Import and export of people and organisations as CSV. */
export const importOperations = {
  importPeople: operation({
    ...importOfFile,
    query: importQuery,
    path: "/settings/people/import",
    summary: "Add and change people from a CSV file: all lines or none; a dry run only reports",
    problems: [...importProblems, "last-secretariat"],
  }),
  exportPeople: operation({
    ...exportOfFile,
    path: "/settings/people/export",
    summary: "The active people as CSV, in the columns that an import reads",
  }),
  importOrganisations: operation({
    ...importOfFile,
    query: importQuery,
    path: "/settings/organisations/import",
    summary: "Add and change organisations from a CSV file: all lines or none; a dry run only reports",
    problems: [...importProblems],
  }),
  exportOrganisations: operation({
    ...exportOfFile,
    path: "/settings/organisations/export",
    summary: "The organisations as CSV, in the columns that an import reads",
  }),
};
