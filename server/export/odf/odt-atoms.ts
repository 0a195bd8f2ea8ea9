import type { Atom } from "../tracked/atoms.ts";
import type { SourceElement } from "../package/xml-source.ts";

/** Elements that contain text of the paragraph. All but spans are kept or replaced with their beginning. */
const transparent = new Set(["text:span", "text:a", "text:meta"]);

/** Elements of a paragraph that are no text: marks, comments, and what programs write for themselves. */
const neutral =
  /^(?:text:(?:bookmark|reference-mark|change|toc-mark|user-index-mark|alphabetical-index-mark)(?:-start|-end)?|text:soft-page-break|office:annotation(?:-end)?)$/u;

/** Whether an element of a paragraph is neither text nor an object. */
export function isNeutral({ name }: SourceElement): boolean {
  return neutral.test(name);
}

/**
 * Returns the texts and objects of a paragraph, in order. A text is the stretch of an element's own text between two
 * tags, as an element of its own. `nameOf` returns the name of an element in the source map.
 */
export function odtAtoms(paragraph: SourceElement, nameOf: (element: SourceElement) => string): Atom[] {
  const atoms: Atom[] = [];
  const visit = (parent: SourceElement, wrapper: SourceElement): void => {
    let at = 0;
    let reached = parent.openEnd;
    let text = "";
    const flush = (end: number): void => {
      if (text !== "") {
        const element = textElement(parent, text, reached, end);
        const own = { name: nameOf(parent), at: at - text.length, length: text.length };
        // White space in the source is a space.
        atoms.push({ run: parent, element, wrapper, block: paragraph, text: text.replace(/[\t\r\n]/gu, " "), ...own });
      }
      text = "";
    };
    for (const node of parent.children) {
      if (typeof node === "string") {
        text += node;
        at += node.length;
        continue;
      }
      flush(node.start);
      reached = node.end;
      if (transparent.has(node.name)) visit(node, node.name === "text:span" ? wrapper : node);
      else if (!isNeutral(node)) {
        const length = node.children.reduce((sum, one) => sum + (typeof one === "string" ? one.length : 0), 0);
        const own = { name: nameOf(node), at: 0, length };
        atoms.push({ run: parent, element: node, wrapper, block: paragraph, text: null, ...own });
      }
    }
    flush(parent.closeStart);
  };
  visit(paragraph, paragraph);
  return atoms;
}

/** Returns the text between two tags as an element. */
function textElement(parent: SourceElement, text: string, start: number, end: number): SourceElement {
  const name = "#text";
  const own = { start, openEnd: start, closeStart: end, end };
  return { name, uri: "", raw: name, attributes: [], parent, children: [text], ...own };
}
