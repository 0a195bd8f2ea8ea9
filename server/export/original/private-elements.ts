import type { PrivateKind } from "#core/compile/private-data.ts";
import { elementsOf, type SourceElement, wordNamespaces } from "./xml-source.ts";

interface Removal {
  readonly kind: PrivateKind;
  /** Number of things to report, such as the children. 1 if omitted. */
  readonly count?: (element: SourceElement) => number;
}

/** For the references to a part that is counted itself. */
const none = (): number => 0;
const children = (element: SourceElement): number => elementsOf(element).length;

/** Elements of Word's own namespaces that go with all their content, by local name. */
const removals: Readonly<Record<string, Removal>> = {
  commentRangeStart: { kind: "comments", count: none },
  commentRangeEnd: { kind: "comments", count: none },
  commentReference: { kind: "comments", count: none },
  annotationRef: { kind: "comments", count: none },
  permStart: { kind: "people" },
  permEnd: { kind: "people", count: none },
  rsid: { kind: "editing-sessions" },
  rsids: { kind: "editing-sessions", count: children },
  docId: { kind: "editing-sessions" },
  dataBinding: { kind: "custom-data" },
  tag: { kind: "custom-data" },
  placeholder: { kind: "custom-data", count: none },
  smartTagPr: { kind: "custom-data" },
  customXmlPr: { kind: "custom-data" },
  fldData: { kind: "custom-data" },
  docVars: { kind: "settings", count: children },
  mailMerge: { kind: "settings" },
  writeProtection: { kind: "settings" },
  documentProtection: { kind: "settings" },
  attachedSchema: { kind: "settings" },
  schemaLibrary: { kind: "settings" },
  attachedTemplate: { kind: "local-paths", count: none },
  saveThroughXslt: { kind: "local-paths" },
  frameset: { kind: "other-data" },
  objectEmbed: { kind: "embedded-files", count: none },
  objectLink: { kind: "embedded-files", count: none },
  control: { kind: "embedded-files", count: none },
  printerSettings: { kind: "printer-settings", count: none },
};

const isWord = new Set([
  ...wordNamespaces,
  "http://schemas.microsoft.com/office/word/2010/wordml",
  "http://schemas.microsoft.com/office/word/2012/wordml",
]);
const embedded = new Set(["urn:schemas-microsoft-com:office:office OLEObject"]);

/** Returns the rule for an element that shows nothing and is removed, or undefined. */
export function removalOf(element: SourceElement): Required<Removal> | undefined {
  const local = element.raw.replace(/^.*:/u, "");
  const removal = isWord.has(element.uri) && Object.hasOwn(removals, local) ? removals[local] : undefined;
  if (removal) return { count: () => 1, ...removal };
  const isEmbedded = embedded.has(`${element.uri} ${local}`) || (local === "externalData" && isChart(element.uri));
  return isEmbedded ? { kind: "embedded-files", count: none } : undefined;
}

function isChart(uri: string): boolean {
  return uri.endsWith("/drawingml/2006/chart") || uri.endsWith("/drawingml/chart");
}
