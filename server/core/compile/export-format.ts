import * as z from "zod";
import { type CompilationLayout, compilationLayouts } from "#core/compile/compilation-layout.ts";
import { codesOf } from "#core/text/closed-list.ts";

/** The properties of a format that commented texts or redlines are exported in. Its writer is in export/render-file.ts. */
interface FormatFacts {
  mediaType: string;
  /** The ending of its file names, without the dot. */
  ending: string;
  /** The layouts of a commented text, the default first. */
  layouts: readonly CompilationLayout[];
  /** Whether the file contains the text itself, and so can be exported without annotations. */
  containsText: boolean;
  /** Whether a redline can be exported in it. */
  redlines: boolean;
  /** Whether a browser prints the file from a page. */
  printed: boolean;
}

const allLayouts = codesOf(compilationLayouts);
const onTheWords = ["on-the-words"] as const satisfies readonly CompilationLayout[];

/** The export formats, in the order of choices. */
export const exportFormats = {
  html: {
    mediaType: "text/html",
    ending: "html",
    layouts: allLayouts,
    containsText: true,
    redlines: true,
    printed: false,
  },
  docx: {
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ending: "docx",
    layouts: allLayouts,
    containsText: true,
    redlines: true,
    printed: false,
  },
  pdf: {
    mediaType: "application/pdf",
    ending: "pdf",
    layouts: allLayouts,
    containsText: true,
    redlines: true,
    printed: true,
  },
  markdown: {
    mediaType: "text/markdown",
    ending: "md",
    layouts: onTheWords,
    containsText: true,
    redlines: false,
    printed: false,
  },
  xlsx: {
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ending: "xlsx",
    layouts: onTheWords,
    containsText: false,
    redlines: false,
    printed: false,
  },
  csv: {
    mediaType: "text/csv",
    ending: "csv",
    layouts: onTheWords,
    containsText: false,
    redlines: false,
    printed: false,
  },
  jsonld: {
    mediaType: "application/ld+json",
    ending: "jsonld",
    layouts: onTheWords,
    containsText: false,
    redlines: false,
    printed: false,
  },
  akn: {
    mediaType: "application/akn+xml",
    ending: "akn",
    layouts: onTheWords,
    containsText: true,
    redlines: false,
    printed: false,
  },
} as const satisfies Readonly<Record<string, FormatFacts>>;

export type ExportFormat = keyof typeof exportFormats;
export const ExportFormat = z.enum(codesOf(exportFormats));

/** The formats with a property, as a type. */
type FormatWith<Facts extends Partial<FormatFacts>> = {
  [Format in ExportFormat]: (typeof exportFormats)[Format] extends Facts ? Format : never;
}[ExportFormat];

/** A format for redlines. */
export type RedlineFormat = FormatWith<{ redlines: true }>;
export const redlineFormats = codesOf(exportFormats).filter(
  (format): format is RedlineFormat => exportFormats[format].redlines,
);
export const RedlineFormat = z.enum(redlineFormats);

/** A format for redlines that needs no browser to print it. */
export type UnprintedRedlineFormat = FormatWith<{ redlines: true; printed: false }>;
export const unprintedRedlineFormats = redlineFormats.filter(
  (format): format is UnprintedRedlineFormat => !exportFormats[format].printed,
);

/** The formats of a reconciliation report. */
export const reconciliationFormats = ["html", "pdf", "csv"] as const satisfies readonly ExportFormat[];
export type ReconciliationFormat = (typeof reconciliationFormats)[number];

/** The media type of OpenDocument texts. */
export const odtMediaType = "application/vnd.oasis.opendocument.text";

/** The media type of several files in one. */
export const zipMediaType = "application/zip";

/** The formats of a commented text. */
export const VersionFormat = z.enum([...ExportFormat.options, "odt"]);
export type VersionFormat = z.infer<typeof VersionFormat>;

/** The formats of the redline of two versions. "odt" is the revised version's own OpenDocument text. */
export const ComparisonFormat = z.enum([...RedlineFormat.options, "odt"]);
export type ComparisonFormat = z.infer<typeof ComparisonFormat>;

/**
 * The properties of the formats of a commented text. "odt" is a version's own OpenDocument text. There are no new
 * documents in it: these are Word files.
 */
export const versionFormats: Readonly<Record<VersionFormat, Omit<FormatFacts, "redlines">>> = {
  ...exportFormats,
  odt: {
    ...exportFormats.docx,
    mediaType: odtMediaType,
    ending: "odt",
    layouts: ["on-the-words", "tracked-changes"],
  },
};

const typesOf = (formats: readonly ExportFormat[]): string[] =>
  formats.map((format) => exportFormats[format].mediaType);

// The client leaves out what it does not use only if the calls are marked.
/** The media types of commented texts. */
export const exportMediaTypes = /* @__PURE__ */ typesOf(Object.keys(exportFormats) as ExportFormat[]);
/** The media types of redlines. */
export const redlineMediaTypes = /* @__PURE__ */ typesOf(redlineFormats);
