import { RedlineFormat, type VersionFormat, versionFormats } from "#core/compile/export-format.ts";

const typesOf = (formats: readonly VersionFormat[]): string[] =>
  formats.map((format) => versionFormats[format].mediaType);

// The client leaves out what it does not use only if the calls are marked.
/** The media types of commented texts. */
export const exportMediaTypes = /* @__PURE__ */ typesOf(Object.keys(versionFormats) as VersionFormat[]);
/** The media types of redlines. */
export const redlineMediaTypes = /* @__PURE__ */ typesOf(RedlineFormat.options);
