import type { RedlineFormat } from "#core/compile/export-format.ts";
import type { WordLayout } from "#core/compile/word-layout.ts";
import type { Version } from "#core/text/version.ts";

/** A format of a redline, and the layout of a Word file. */
export interface RedlineChoice {
  format: RedlineFormat;
  layout?: WordLayout;
}

/** The compared versions, as far as they are loaded; null if the redline is not one of two versions. */
export type RedlineVersions = readonly (Pick<Version, "source"> | undefined)[] | null;
