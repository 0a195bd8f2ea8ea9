import { PDFArray, PDFDict, type PDFDocument, PDFName, PDFNumber, type PDFObject, PDFRef } from "@cantoo/pdf-lib";

const name = PDFName.of;

/**
 * Types of the structure that PDF 1.7 does not have, with those that a reader should take them for. Chromium writes types
 * of PDF 2.0.
 */
const olderTypes: Readonly<Record<string, string>> = {
  Em: "Span",
  Strong: "Span",
  Sub: "Span",
  Aside: "Div",
  DocumentFragment: "Div",
  FENote: "Note",
  Title: "P",
};

/** The types of PDF 1.7 (ISO 32000-1, 14.8.4). */
const types = new Set(
  "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form".split(
    " ",
  ),
);

/** An element of the structure, with its type after the role map. */
export interface StructureElement {
  element: PDFDict;
  type: string;
}

/** Yields the elements of a structure in reading order. */
export function* structureOf(document: PDFDocument): Generator<StructureElement, void> {
  const root = document.catalog.lookupMaybe(name("StructTreeRoot"), PDFDict);
  if (!root) return;
  const roles = root.lookupMaybe(name("RoleMap"), PDFDict);
  const waiting = childrenOf(document, root).toReversed();
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    const type = element.lookupMaybe(name("S"), PDFName);
    if (!type) continue;
    yield { element, type: (roles?.lookupMaybe(type, PDFName) ?? type).decodeText() };
    waiting.push(...childrenOf(document, element).toReversed());
  }
}

/** Returns whether PDF 1.7 knows a type of the structure. */
export function isStandardType(type: string): boolean {
  return types.has(type);
}

function childrenOf(document: PDFDocument, parent: PDFDict): PDFDict[] {
  const children = parent.lookup(name("K"));
  const list: readonly PDFObject[] = children instanceof PDFArray ? children.asArray() : children ? [children] : [];
  return list.flatMap((child) => {
    const found = child instanceof PDFRef ? document.context.lookup(child) : child;
    return found instanceof PDFDict && found.has(name("S")) ? [found] : [];
  });
}

/** Says what the types are that PDF 1.7 does not have, and that the header cells of tables stand above columns. */
export function completeStructure(document: PDFDocument): void {
  const root = document.catalog.lookupMaybe(name("StructTreeRoot"), PDFDict);
  if (!root) return;
  const { context } = document;
  const roles = context.obj({});
  for (const { element, type } of structureOf(document)) {
    const older = olderTypes[type];
    if (older !== undefined) roles.set(name(type), name(older));
    if (type === "TH" && scopeOf(element) === null) {
      const given = element.lookup(name("A"));
      const attributes = given instanceof PDFArray ? given.asArray() : given ? [given] : [];
      element.set(name("A"), context.obj([...attributes, context.obj({ O: "Table", Scope: "Column" })]));
    }
  }
  root.set(name("RoleMap"), context.register(roles));
}

/** Returns the cells to which a header cell applies. Null if it does not say. */
export function scopeOf(header: PDFDict): string | null {
  const given = header.lookup(name("A"));
  const attributes = given instanceof PDFArray ? given.asArray().map((_, index) => given.lookup(index)) : [given];
  for (const one of attributes) {
    const scope = one instanceof PDFDict ? one.lookupMaybe(name("Scope"), PDFName) : undefined;
    if (scope) return scope.decodeText();
  }
  return null;
}

/**
 * Gives each annotation that has no element in the structure one of its own: a reply in the element of its comment, and
 * any other at the end (ISO 14289-1, 7.18.1). Pop-ups need none.
 */
export function placeAnnotations(document: PDFDocument): void {
  const root = document.catalog.lookupMaybe(name("StructTreeRoot"), PDFDict);
  const tree = root?.lookupMaybe(name("ParentTree"), PDFDict);
  const [last] = root ? childrenOf(document, root).slice(-1) : [];
  if (!root || !tree || !last) return;
  const { context } = document;
  const parents = new Map(numbersIn(tree));
  const added: PDFObject[] = [];
  let next = Math.max(-1, ...parents.keys()) + 1;
  for (const page of document.getPages()) {
    for (const reference of page.node.Annots()?.asArray() ?? []) {
      const annotation = reference instanceof PDFRef ? context.lookup(reference, PDFDict) : undefined;
      if (!annotation || annotation.has(name("StructParent"))) continue;
      if (annotation.get(name("Subtype")) === name("Popup")) continue;
      const answered = annotation.lookupMaybe(name("IRT"), PDFDict)?.lookupMaybe(name("StructParent"), PDFNumber);
      const over = answered && parents.get(answered.asNumber());
      const parent = (over && context.lookupMaybe(over, PDFDict)) ?? last;
      const parentReference = over ?? context.getObjectRef(parent);
      const element = context.obj({ Type: "StructElem", S: "Annot" });
      if (parentReference) element.set(name("P"), parentReference);
      element.set(name("Pg"), page.ref);
      element.set(name("K"), context.obj({ Type: "OBJR", Obj: reference, Pg: page.ref }));
      const registered = context.register(element);
      const children = parent.lookup(name("K"));
      const kept =
        children instanceof PDFArray ? children.asArray() : [parent.get(name("K"))].flatMap((one) => one ?? []);
      parent.set(name("K"), context.obj([...kept, registered]));
      annotation.set(name("StructParent"), PDFNumber.of(next));
      parents.set(next, registered);
      added.push(PDFNumber.of(next), registered);
      next += 1;
    }
  }
  if (added.length === 0) return;
  const numbers = [...parents].sort(([one], [other]) => one - other);
  tree.delete(name("Kids"));
  tree.delete(name("Limits"));
  tree.set(name("Nums"), context.obj(numbers.flatMap(([number, value]) => [PDFNumber.of(number), value])));
  root.set(name("ParentTreeNextKey"), PDFNumber.of(next));
}

/** Yields the entries of a number tree (ISO 32000-1, 7.9.7). */
function* numbersIn(tree: PDFDict): Generator<[number: number, value: PDFRef], void> {
  const { context } = tree;
  const numbers = tree.lookupMaybe(name("Nums"), PDFArray)?.asArray() ?? [];
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    const [number, value] = [numbers[index], numbers[index + 1]];
    // An array, the parents of a page's content, becomes an object of its own.
    if (number instanceof PDFNumber && value)
      yield [number.asNumber(), value instanceof PDFRef ? value : context.register(value)];
  }
  const kids = tree.lookupMaybe(name("Kids"), PDFArray);
  for (let index = 0; kids && index < kids.size(); index += 1) yield* numbersIn(kids.lookup(index, PDFDict));
}
