import type { PrivateKind } from "#core/compile/word-layout.ts";

/** Relations to parts that a page is made of. `binary` parts keep their bytes. */
const kept: ReadonlyMap<string, "xml" | "binary"> = new Map([
  ...(
    [
      ...["styles", "stylesWithEffects", "numbering", "settings", "webSettings", "fontTable", "theme", "themeOverride"],
      ...["footnotes", "endnotes", "header", "footer", "hyperlink"],
      ...["chart", "chartEx", "chartStyle", "chartColorStyle", "chartUserShapes"],
      ...["diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"],
    ] as const
  ).map((type) => [type, "xml"] as const),
  ...(["image", "hdphoto", "font"] as const).map((type) => [type, "binary"] as const),
]);

/** Relations to parts that a page needs only if their id is used in the related part. */
const used = new Set([
  ...["image", "hdphoto", "hyperlink", "header", "footer", "chart"],
  ...["diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors"],
]);

/** Text of other files inside the text. It can neither be checked nor removed. */
const refused = new Set(["aFChunk", "subDocument"]);

/** The kinds of removed relations. Others are other data. */
const kinds: Readonly<Record<string, PrivateKind>> = {
  comments: "comments",
  "core-properties": "properties",
  "extended-properties": "properties",
  "custom-properties": "properties",
  people: "people",
  customXml: "custom-data",
  attachedTemplate: "local-paths",
  mailMergeSource: "settings",
  mailMergeHeaderSource: "settings",
  recipientData: "settings",
  thumbnail: "previews",
  printerSettings: "printer-settings",
  oleObject: "embedded-files",
  package: "embedded-files",
  control: "embedded-files",
  vbaProject: "embedded-files",
  attachedToolbars: "embedded-files",
};

/** How to treat a relation's part, by the type of the relation. */
export type RelationRule =
  | { readonly keep: "xml" | "binary"; readonly ifUsed: boolean }
  | { readonly remove: PrivateKind }
  | { readonly refuse: true };

/** Returns the rule for a relation. A type that is not known is removed. */
export function relationRule(type: string): RelationRule {
  const form = kept.get(type);
  if (form) return { keep: form, ifUsed: used.has(type) };
  return refused.has(type) ? { refuse: true } : { remove: kinds[type] ?? "other-data" };
}
