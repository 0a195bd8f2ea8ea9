import * as z from "zod";
import { CompilationLayout } from "#core/compile/compilation-layout.ts";
import { exportMediaTypes, odtMediaType, VersionFormat, zipMediaType } from "#core/compile/export-format.ts";
import { type WordForm, wordLayouts } from "#core/compile/word-layout.ts";
import { commaSeparated } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { AnnotationKind, commentTypes } from "#core/discuss/annotation.ts";
import { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { OutcomeFilter } from "#core/outcome/decision.ts";
import { placementStates } from "#core/place/placement.ts";

/** Selects annotations. An omitted filter selects all. Lists are separated by commas. */
export const AnnotationFilters = z.object({
  kinds: commaSeparated(z.array(AnnotationKind)),
  types: commaSeparated(z.array(z.enum(commentTypes))),
  organisations: commaSeparated(z.array(z.string())),
  /** Ids of the people who wrote them. */
  people: commaSeparated(z.array(z.string())),
  groups: commaSeparated(z.array(StakeholderGroup)),
  states: commaSeparated(z.array(z.enum(placementStates))),
  outcomes: commaSeparated(z.array(OutcomeFilter)),
  /** Addresses of the versions on which they were made. */
  versions: commaSeparated(z.array(z.string())),
  /** Ids or citations of clauses of the version. */
  clauses: commaSeparated(z.array(z.string())),
  /**
   * Ids or citations of clauses that open a section (a verb, a heading). Each selects its whole section, in addition to
   * `clauses`.
   */
  sections: commaSeparated(z.array(z.string())),
  text: z.string().max(200).optional(),
});
export type AnnotationFilters = z.infer<typeof AnnotationFilters>;

/** The filters that had another name, by that name. */
export const formerFilters = { dispositions: "outcomes" } as const;

export const exportOperations = {
  exportVersion: operation({
    method: "get",
    path: "/versions/{version}/export",
    summary: "Export the commented text of a version as a file",
    action: "read-version",
    params: z.object({ version: z.string() }),
    query: AnnotationFilters.extend({
      /**
       * "odt" is the version's own OpenDocument text, and refused if it came in another format. If comments cannot be written
       * into its file, the answer is a new Word document. The headers `Word-Layout` and `Word-Notes` say so.
       */
      format: VersionFormat,
      /** Sources are shown for all annotations or for none. */
      sources: z.enum(["shown", "hidden"]).default("shown"),
      /** Page layout. Word, web page and PDF support every layout; the other formats only "on-the-words". */
      layout: CompilationLayout.default("on-the-words"),
      /**
       * Where a Word file of the layouts "on-the-words" and "tracked-changes" is written: into the version's own file, or
       * into a new document. If it cannot be written into the version's file, it is a new document. The headers
       * `Word-Layout` and `Word-Notes` of the answer say so, with the reason and with what was removed.
       */
      wordLayout: z.enum(wordLayouts).default("original"),
      /**
       * "shown" prints the number of each line beside the text of a web page or PDF, and the lines of each paragraph in a new
       * Word document.
       */
      lines: z.enum(["shown", "hidden"]).default("hidden"),
      /** "without" exports the text without annotations. */
      annotations: z.enum(["with", "without"]).default("with"),
      /**
       * Id of the organisation or person to whom a letter is written, in the layout "letter" alone. Without it, that layout
       * gives a zip file with every letter that the reader may read, and an index.
       */
      recipient: z.string().optional(),
    }),
    formerQuery: formerFilters,
    answer: { kind: "written-file", mediaTypes: [...exportMediaTypes, odtMediaType, zipMediaType] },
    problems: ["not-found", "not-allowed", "no-browser", "not-printed"],
    costly: true,
  }),
};

/**
 * The headers of an answer with a Word file: its layout, and the notes about it as a list of RFC 9651, such as
 * `changes-accepted;count=2, headers-not-compared`.
 */
export const wordHeaders = { layout: "Word-Layout", notes: "Word-Notes" } as const;

/** Returns the values of the headers. Without notes, their header is empty. */
export function writeWordForm({ layout, notes }: WordForm): Record<keyof typeof wordHeaders, string> {
  const items = notes.map(({ code, count }) => (count > 0 ? `${code};count=${String(count)}` : code));
  return { layout, notes: items.join(", ") };
}
