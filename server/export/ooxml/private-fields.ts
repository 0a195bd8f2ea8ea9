import { isPrivateField, namesAuthor } from "../package/public-address.ts";
import { UnsupportedPackageError } from "../package/unsupported.ts";
import { elementsOf, type SourceElement, textIn, wordAttribute } from "../package/xml-source.ts";

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
