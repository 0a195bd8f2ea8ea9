import type { Node } from "prosemirror-model";

/** How an editor draws a clause: its label beside it, out of reach of the cursor, and its words. */
export function clauseView(node: Node): { dom: HTMLElement; contentDOM: HTMLElement } {
  const { kind, label, depth, language, direction } = node.attrs as Record<string, string | number | null>;
  const dom = document.createElement("div");
  dom.className = `clause clause-${String(kind)} depth-${String(depth)}`;
  if (language !== null && language !== undefined) dom.lang = String(language);
  if (direction !== null && direction !== undefined) dom.dir = String(direction);
  if (label !== null && label !== undefined) dom.append(labelOf(String(label)));
  const contentDOM = document.createElement("div");
  contentDOM.className = "clause-text";
  dom.append(contentDOM);
  return { dom, contentDOM };
}

function labelOf(label: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "clause-label";
  element.contentEditable = "false";
  element.textContent = label;
  return element;
}
