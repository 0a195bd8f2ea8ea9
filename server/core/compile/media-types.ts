import { type ExportFormat, exportFormats, redlineFormats } from "#core/compile/export-format.ts";

const typesOf = (formats: readonly ExportFormat[]): string[] =>
  formats.map((format) => exportFormats[format].mediaType);

// The client leaves out what it does not use only if the calls are marked.
/** The media types of commented texts. */
export const exportMediaTypes = /* @__PURE__ */ typesOf(Object.keys(exportFormats) as ExportFormat[]);
/** The media types of redlines. */
export const redlineMediaTypes = /* @__PURE__ */ typesOf(redlineFormats);
