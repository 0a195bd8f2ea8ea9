import {
  attribute,
  classesOf,
  elementsBelow,
  isElement,
  textBelow,
  type HtmlElement,
  type HtmlNode,
} from "./element.ts";

/** The footnotes of a page. */
export interface HtmlNotes {
  /** Link that refers to a note → the note's key. */
  readonly references: ReadonlyMap<HtmlElement, string>;
  /** Element that contains a note → its key and the label shown on the page. */
  readonly holders: ReadonlyMap<HtmlElement, { readonly key: string; readonly label: string }>;
}

const holderTags = new Set(["li", "p", "div", "aside", "td", "dd"]);

/** A note's mark: a number, up to 3 letters, or a sign, optionally in brackets. */
const mark = /^[[(]?(?:[\p{N}]{1,4}|\p{L}{1,3}|[*†‡§]{1,4})[\])]?$/u;

/**
 * Finds footnotes in the forms that the various generators write. A reference is a link with a short mark to an element
 * on the same page. It is either raised or marked as a note reference.
 *
 * Raised: in `sup`, containing `sup`, or in a `span` with Word's class for it. Marked: its class or role contains
 * footnote or noteref, or its target is Word's `#_ftn1`. The note is the element with that id, or the block around the
 * anchor.
 */
export function notesOf(page: { childNodes: HtmlNode[] }): HtmlNotes {
  const targets = new Map<string, HtmlElement>();
  const links: HtmlElement[] = [];
  for (const element of elementsBelow(page)) {
    for (const name of [attribute(element, "id"), element.tagName === "a" ? attribute(element, "name") : undefined]) {
      if (name !== undefined && !targets.has(name)) targets.set(name, element);
    }
    if (element.tagName === "a" && isReference(element)) links.push(element);
  }
  const references = new Map<HtmlElement, string>();
  const holders = new Map<HtmlElement, { key: string; label: string }>();
  for (const link of links) {
    const key = (attribute(link, "href") ?? "").slice(1);
    const holder = holderOf(targets.get(key));
    if (!holder || isInside(link, holder)) continue;
    const note = holders.get(holder);
    if (!note)
      holders.set(holder, {
        key,
        label: textBelow(link)
          .trim()
          .replace(/^[[(]|[\])]$/gu, ""),
      });
    references.set(link, note?.key ?? key);
  }
  return { references, holders };
}

/** Returns whether a link leads from a note back to its reference. Such a link is decoration, not text of the note. */
export function isBackLink(link: HtmlElement): boolean {
  const href = attribute(link, "href") ?? "";
  return (
    attribute(link, "role") === "doc-backlink" ||
    classesOf(link).some((name) => /back-?(?:ref|link)/iu.test(name)) ||
    /^#(?:_ftnref|_ednref|fnref|cite_ref|ref-?|note-?ref|back)/iu.test(href) ||
    /^[\s↩↑^\p{Mn}]+$/u.test(textBelow(link))
  );
}

function isReference(link: HtmlElement): boolean {
  const href = attribute(link, "href");
  if (!href?.startsWith("#") || isBackLink(link) || !mark.test(textBelow(link).trim())) return false;
  const named = [attribute(link, "role") ?? "", attribute(link, "epub:type") ?? "", ...classesOf(link)];
  if (named.some((name) => /foot-?note|noteref|fn-?ref/iu.test(name) && !/back/iu.test(name))) return true;
  if (/^#_(?:ftn|edn)\d+$/u.test(href)) return true;
  return isRaised(link.parentNode) || link.childNodes.some((child) => isElement(child) && isRaised(child));
}

function isRaised(node: unknown): boolean {
  const element = node as HtmlElement | null;
  return (
    element !== null &&
    (element.nodeName === "sup" ||
      (element.nodeName === "span" && classesOf(element).some((name) => /FootnoteReference/iu.test(name))))
  );
}

function holderOf(target: HtmlElement | undefined): HtmlElement | undefined {
  let element = target;
  while (element && !holderTags.has(element.tagName)) {
    const parent = element.parentNode;
    element = parent && "tagName" in parent ? parent : undefined;
  }
  // Word puts the anchor in the paragraph, but the note's id on the surrounding `div`, which may contain further
  // paragraphs.
  const parent = element?.parentNode;
  if (
    element?.tagName === "p" &&
    parent &&
    "tagName" in parent &&
    /^(?:ftn|edn)\d+$/u.test(attribute(parent, "id") ?? "")
  ) {
    return parent;
  }
  return element;
}

function isInside(element: HtmlElement, ancestor: HtmlElement): boolean {
  let at: HtmlElement["parentNode"] = element;
  while (at) {
    if (at === ancestor) return true;
    at = "parentNode" in at ? at.parentNode : null;
  }
  return false;
}
