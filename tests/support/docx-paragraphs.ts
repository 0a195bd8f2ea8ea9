import { DOMParser, type Element } from "@xmldom/xmldom";
import { strFromU8, unzipSync } from "fflate";

/** Returns the paragraphs of a Word file's body without struck-through text, read from its XML alone. */
export function paragraphsOf(file: Uint8Array): string[] {
  const xml = strFromU8(unzipSync(file)["word/document.xml"] ?? new Uint8Array());
  const below = (element: Element, name: string): Element[] => [...element.getElementsByTagName(name)];
  const root = new DOMParser().parseFromString(xml, "text/xml").documentElement;
  if (!root) throw new Error("The file has no body");
  return below(root, "w:p").map((paragraph) =>
    below(paragraph, "w:r")
      .filter((run) => below(run, "w:strike").length === 0)
      .flatMap((run) => below(run, "w:t").map(({ textContent }) => textContent ?? ""))
      .join(""),
  );
}
