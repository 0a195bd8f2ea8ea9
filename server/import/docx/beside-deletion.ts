import { childElements, type XmlElement } from "../shared/xml.ts";

/** Returns whether the element before or after an element of a paragraph is a tracked deletion. */
export function isBesideDeletion(elements: readonly XmlElement[], at: number): boolean {
  return [nextTo(elements, at, -1), nextTo(elements, at, 1)].some(isDeletion);
}

/** Returns the next element on one side. Skips comments and bookmarks, which are not text. */
function nextTo(elements: readonly XmlElement[], from: number, step: 1 | -1): XmlElement | undefined {
  let at = from + step;
  for (let element = elements[at]; element && isMark(element); element = elements[at]) at += step;
  return elements[at];
}

function isMark(element: XmlElement): boolean {
  if (element.name !== "w:r") return /^w:(?:comment|bookmark)/u.test(element.name);
  const [first, ...others] = childElements(element).filter(({ name }) => name !== "w:rPr");
  return first?.name === "w:commentReference" && others.length === 0;
}

function isDeletion(element: XmlElement | undefined): boolean {
  return element?.name === "w:del" || element?.name === "w:moveFrom";
}
