import type { PrivateKind } from "#core/compile/word-layout.ts";
import { bodyTag, houseFields } from "#core/text/word-template.ts";
import { UnsupportedPackageError } from "../package/parts.ts";
import { isPrivateField, namesAuthor } from "../package/public-parts.ts";
import {
  childOf,
  elementsOf,
  plainAttribute,
  type SourceElement,
  textIn,
  wordAttribute,
  wordNamespaces,
} from "../package/xml-source.ts";

interface Removal {
  readonly kind: PrivateKind;
  /** Number of things to report, such as the children. 1 if omitted. */
  readonly count?: (element: SourceElement) => number;
  /** Whether an element stays all the same. */
  readonly stays?: (element: SourceElement) => boolean;
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
  tag: { kind: "custom-data", stays: isTemplateTag },
  listItem: { kind: "custom-data" },
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
/** Elements of other namespaces, by namespace and local name. */
const others: ReadonlyMap<string, Removal> = new Map([
  ["urn:schemas-microsoft-com:office:office OLEObject", { kind: "embedded-files", count: none }],
]);
/** Elements of charts, by local name: the workbook, and settings for printing the chart alone. */
const ofCharts: Readonly<Record<string, Removal>> = {
  externalData: { kind: "embedded-files", count: none },
  pivotSource: { kind: "local-paths" },
  printSettings: { kind: "printer-settings" },
};
/** The original of a picture that Word changed, such as before its background was removed. */
const originalPicture = "{BEBA8EAE-BF5A-486C-A8C5-ECC9F3942E4B}";

/** Returns the rule for an element that shows nothing and is removed, or undefined. */
export function removalOf(element: SourceElement): Required<Omit<Removal, "stays">> | undefined {
  const local = element.raw.replace(/^.*:/u, "");
  const removal = isWord.has(element.uri) && Object.hasOwn(removals, local) ? removals[local] : undefined;
  if (removal?.stays?.(element)) return undefined;
  if (removal) return { count: () => 1, ...removal };
  const other = others.get(`${element.uri} ${local}`) ?? ofShapes(element, local);
  const ofChart = isChart(element) && Object.hasOwn(ofCharts, local) ? ofCharts[local] : undefined;
  const found = other ?? ofChart;
  return found && { count: () => 1, ...found };
}

/** Returns whether a tag marks a place in a template for a field or the text. */
function isTemplateTag(tag: SourceElement): boolean {
  const value = wordAttribute(tag, "val")?.trim().toLowerCase();
  return [...houseFields, bodyTag].some((name) => name === value);
}

function ofShapes(element: SourceElement, local: string): Removal | undefined {
  if (element.name === "w:drawing" || element.name === "w:pict") {
    return isHidden(element) ? { kind: "hidden-text" } : undefined;
  }
  if (element.name === "a:ext" && plainAttribute(element, "uri") === originalPicture) return { kind: "other-data" };
  const isFiltered =
    isChart(element) && local === "ext" && elementsOf(element).some(({ raw }) => /:filtered/u.test(raw));
  return isFiltered ? { kind: "other-data" } : undefined;
}

/** Returns whether a drawing is not on the page. */
function isHidden(drawing: SourceElement): boolean {
  return elementsOf(drawing).some((shape) => {
    if (drawing.name === "w:pict") return /visibility\s*:\s*hidden/iu.test(plainAttribute(shape, "style") ?? "");
    return /^(?:1|true)$/u.test(plainAttribute(childOf(shape, "wp:docPr"), "hidden") ?? "");
  });
}

/** Returns whether an element is a chart's own, of this version or a later one. */
export function isChart({ uri }: SourceElement): boolean {
  return /\/(?:drawingml\/(?:2006\/)?chart|office\/drawing\/[\d/]+\/chart(?:ex)?)$/u.test(uri);
}

/** A field that has begun. `marks` is all of it but a result that stays. */
interface OpenField {
  instruction: string;
  inResult: boolean;
  readonly marks: SourceElement[];
  readonly begin: SourceElement;
}

/** Maximum nesting depth of fields. Word allows 20. */
const deepestFields = 100;

/** Contents of runs that go with their fields. */
export interface RemovedMarks {
  /** Marks of fields that become plain text. */
  readonly unlinked: ReadonlySet<SourceElement>;
  /** Marks of fields of which every mark is hidden. */
  readonly hidden: ReadonlySet<SourceElement>;
  /** Number of fields that become plain text. */
  readonly count: number;
}

interface FieldRules {
  readonly isHidden: (run: SourceElement) => boolean;
  /** Whether the part is a header or footer. Fields that name people and files lose their text there. */
  readonly isMargin: boolean;
}

/**
 * Finds the fields of a part that reveal what is removed from the file, and those that are hidden. A field's result may
 * span paragraphs, so its marks are removed one by one.
 *
 * @throws UnsupportedPackageError for such a field without an end, and for fields that nest too deep
 */
export function privateFields(part: string, root: SourceElement, { isHidden, isMargin }: FieldRules): RemovedMarks {
  const unlinked = new Set<SourceElement>();
  const hidden = new Set<SourceElement>();
  const open: OpenField[] = [];
  let count = 0;
  visit(root);
  if (open.some(({ instruction }) => isPrivateField(instruction))) {
    throw new UnsupportedPackageError(part, "field without an end");
  }
  return { unlinked, hidden, count };

  function visit(parent: SourceElement): void {
    for (const element of elementsOf(parent)) {
      if (parent.name === "w:r" && element.name !== "w:rPr") mark(element);
      visit(element);
    }
  }

  function mark(element: SourceElement): void {
    const type = element.name === "w:fldChar" ? wordAttribute(element, "fldCharType") : undefined;
    for (const field of open) {
      if (!field.inResult || (isMargin && namesAuthor(field.instruction))) field.marks.push(element);
    }
    const innermost = open.at(-1);
    if (type === "begin") {
      open.push({ instruction: "", inResult: false, marks: [element], begin: element });
      if (open.length > deepestFields) throw new UnsupportedPackageError(part, "deep fields");
    } else if (element.name === "w:instrText" && innermost && !innermost.inResult) {
      innermost.instruction += textIn(element);
    } else if (type === "separate" && innermost) innermost.inResult = true;
    else if (type === "end") finish(element);
  }

  function finish(end: SourceElement): void {
    const field = open.pop();
    if (!field) return;
    field.marks.push(end);
    if (isPrivateField(field.instruction)) {
      count += 1;
      for (const one of field.marks) unlinked.add(one);
    } else if ([field.begin, end].every(({ parent }) => parent && isHidden(parent))) {
      for (const one of field.marks) hidden.add(one);
    }
  }
}
