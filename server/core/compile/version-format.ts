import * as z from "zod";
import { ExportFormat, exportFormats, type FormatFacts, RedlineFormat } from "#core/compile/export-format.ts";

/** The media type of OpenDocument texts. */
export const odtMediaType = "application/vnd.oasis.opendocument.text";

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
