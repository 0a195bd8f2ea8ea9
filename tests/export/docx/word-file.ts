import { DOMParser, type Element, type Node } from "@xmldom/xmldom";
import { strFromU8, unzipSync } from "fflate";

/** Parses a part of a Word file and returns its root element. */
export function partOf(file: Uint8Array, name: string): Element {
  const bytes = unzipSync(file)[name];
  if (!bytes) throw new Error(`The file has no ${name}`);
  const root = new DOMParser().parseFromString(strFromU8(bytes), "text/xml").documentElement;
  if (!root) throw new Error(`${name} is empty`);
  return root;
}

export function elementsOf(node: Element, name: string): Element[] {
  return [...node.getElementsByTagName(name)];
}

function childrenOf(node: Element, name?: string): Element[] {
  return [...node.childNodes].filter(
    (child: Node): child is Element => child.nodeType === 1 && (name === undefined || child.nodeName === name),
  );
}

/** Elements that disappear, with their text, when every tracked change is accepted or rejected. */
export const dropped = {
  accept: new Set(["w:del", "w:moveFrom"]),
  reject: new Set(["w:ins", "w:moveTo"]),
};

/**
 * Returns the paragraphs left after every tracked change is accepted or rejected. A tab is "\t", a line break " ", a
 * footnote reference "{the note's text}". A paragraph whose mark is deleted joins the next one.
 */
export function paragraphsAfter(file: Uint8Array, decision: "accept" | "reject"): string[] {
  const notes = new Map(
    elementsOf(partOf(file, "word/footnotes.xml"), "w:footnote").map((note) => [
      note.getAttribute("w:id"),
      childrenOf(note, "w:p")
        .map((paragraph) => textOf(paragraph, decision, new Map()))
        .join("\n"),
    ]),
  );
  const body = childrenOf(partOf(file, "word/document.xml"), "w:body")[0];
  const lines: string[] = [];
  if (body) walk(body);
  return lines;

  function walk(container: Element): void {
    let open: string | null = null;
    for (const child of childrenOf(container)) {
      if (child.nodeName === "w:p") {
        open = (open ?? "") + textOf(child, decision, notes);
        if (isMarkRemoved(child)) continue;
        lines.push(open);
        open = null;
      } else if (child.nodeName === "w:tbl") {
        for (const row of childrenOf(child, "w:tr")) {
          if (isRowRemoved(row)) continue;
          for (const cell of childrenOf(row, "w:tc")) walk(cell);
        }
      }
    }
    if (open !== null && open !== "") lines.push(open);
  }

  function isMarkRemoved(paragraph: Element): boolean {
    const properties = childrenOf(paragraph, "w:pPr")[0];
    const run = properties && childrenOf(properties, "w:rPr")[0];
    return run !== undefined && childrenOf(run).some((mark) => dropped[decision].has(mark.nodeName));
  }

  function isRowRemoved(row: Element): boolean {
    const properties = childrenOf(row, "w:trPr")[0];
    return properties !== undefined && childrenOf(properties).some((mark) => dropped[decision].has(mark.nodeName));
  }
}

function textOf(node: Element, decision: "accept" | "reject", notes: ReadonlyMap<string | null, string>): string {
  return childrenOf(node)
    .map((child) => {
      if (dropped[decision].has(child.nodeName) || /^w:[prt]+Pr$/u.test(child.nodeName)) return "";
      switch (child.nodeName) {
        case "w:t":
        case "w:delText":
          return child.textContent ?? "";
        case "w:tab":
          return "\t";
        case "w:br":
          return " ";
        case "w:footnoteReference":
          return `{${notes.get(child.getAttribute("w:id")) ?? ""}}`;
        default:
          return textOf(child, decision, notes);
      }
    })
    .join("");
}

/** A comment of a Word file, with the text it is on. Texts of different paragraphs have "\n" between them. */
export interface WordComment {
  id: number;
  author: string;
  initials: string;
  date: string;
  parent: number | null;
  resolved: boolean;
  on: string;
  paragraphs: string[];
}

export function commentsOf(file: Uint8Array): WordComment[] {
  const threads = new Map(
    elementsOf(partOf(file, "word/commentsExtended.xml"), "w15:commentEx").map((thread) => [
      thread.getAttribute("w15:paraId"),
      { parent: thread.getAttribute("w15:paraIdParent"), resolved: thread.getAttribute("w15:done") === "1" },
    ]),
  );
  const comments = elementsOf(partOf(file, "word/comments.xml"), "w:comment");
  const paraIdOf = (comment: Element): string | null =>
    childrenOf(comment, "w:p").at(-1)?.getAttribute("w14:paraId") ?? null;
  const idOf = new Map(comments.map((comment) => [paraIdOf(comment), Number(comment.getAttribute("w:id"))]));
  const words = commentedWords(partOf(file, "word/document.xml"));
  return comments.map((comment) => {
    const id = Number(comment.getAttribute("w:id"));
    const thread = threads.get(paraIdOf(comment));
    return {
      id,
      author: comment.getAttribute("w:author") ?? "",
      initials: comment.getAttribute("w:initials") ?? "",
      date: comment.getAttribute("w:date") ?? "",
      parent: thread?.parent ? (idOf.get(thread.parent) ?? null) : null,
      resolved: thread?.resolved ?? false,
      on: words.get(id) ?? "",
      paragraphs: childrenOf(comment, "w:p").map((paragraph) => textOf(paragraph, "accept", new Map())),
    };
  });
}

function commentedWords(document: Element): Map<number, string> {
  const open = new Set<number>();
  const words = new Map<number, string>();
  const referred = new Set<number>();
  visit(document);
  if (open.size > 0) throw new Error("A comment's range does not end");
  for (const id of words.keys()) if (!referred.has(id)) throw new Error(`Nothing refers to comment ${String(id)}`);
  return words;

  function visit(node: Element): void {
    for (const child of childrenOf(node)) {
      const id = Number(child.getAttribute("w:id"));
      if (child.nodeName === "w:commentRangeStart") {
        open.add(id);
        words.set(id, "");
      } else if (child.nodeName === "w:commentRangeEnd") open.delete(id);
      else if (child.nodeName === "w:commentReference") referred.add(id);
      else if (child.nodeName === "w:t") addText(child.textContent ?? "");
      else if (child.nodeName === "w:br") addText(" ");
      else if (child.nodeName === "w:tab" && node.nodeName === "w:r") addText("\t");
      else if (child.nodeName === "w:footnoteReference") addText(`{${child.getAttribute("w:id") ?? ""}}`);
      else if (child.nodeName === "w:p") {
        const before = new Set(open);
        visit(child);
        for (const running of open)
          if (before.has(running) || words.get(running) !== "") words.set(running, `${words.get(running) ?? ""}\n`);
      } else visit(child);
    }
  }

  function addText(text: string): void {
    for (const id of open) words.set(id, (words.get(id) ?? "") + text);
  }
}
