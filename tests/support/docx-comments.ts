import { DOMParser, type Element } from "@xmldom/xmldom";

/** Returns the text under each comment of a Word file, read from its XML alone. */
export function commentedWords(documentXml: string, commentsXml: string): { comment: string; words: string }[] {
  const parse = (xml: string): Element[] => [
    ...new DOMParser().parseFromString(xml, "text/xml").getElementsByTagName("*"),
  ];
  const words = new Map<string, string>();
  const open = new Set<string>();
  for (const element of parse(documentXml)) {
    const id = element.getAttribute("w:id") ?? "";
    if (element.tagName === "w:commentRangeStart") open.add(id);
    if (element.tagName === "w:commentRangeEnd") open.delete(id);
    if (element.tagName === "w:t") {
      for (const one of open) words.set(one, (words.get(one) ?? "") + (element.textContent ?? ""));
    }
  }
  return parse(commentsXml)
    .filter(({ tagName }) => tagName === "w:comment")
    .map((comment) => ({
      comment: [...comment.getElementsByTagName("w:t")].map((text) => text.textContent ?? "").join(""),
      words: words.get(comment.getAttribute("w:id") ?? "") ?? "",
    }));
}
