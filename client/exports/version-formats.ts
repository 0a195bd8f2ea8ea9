import { exportFormats, type VersionFormat, type versionFormats } from "#core/compile/export-format.ts";

/** The properties of formats that the export dialog needs. A copy of those in core, to load them only with the dialog. */
export const dialogFormats: Readonly<
  Record<VersionFormat, Pick<(typeof versionFormats)[VersionFormat], "ending" | "layouts" | "containsText">>
> = { ...exportFormats, odt: { ending: "odt", layouts: ["on-the-words", "tracked-changes"], containsText: true } };
