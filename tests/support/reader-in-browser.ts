// The client's reader for a page of its own (tests/e2e/surfaces.test.ts bundles this module).
import type { VersionPage } from "../../server/core/contract/version-operations.ts";
import { parseDraft } from "../../server/core/text/schema.ts";
import { draftNotes } from "../../client/page-parts/draft-notes.ts";
import { ClauseMap, piecesOf, readSelection, readVersionText } from "../../client/reader/clause-map.ts";
import { editorSurface } from "../../client/reader/editor-surface.ts";
import { plainSurface } from "../../client/reader/plain-surface.ts";
import type { DrawnRun, Surface } from "../../client/reader/drawing.ts";

type Version = Pick<VersionPage, "draft" | "text" | "negotiation">;

const root = (): HTMLElement => document.querySelector("article") ?? document.body;

/** Returns the offsets, as "clause offset side", that are not found again from their position on the page. */
function lostOffsets({ text }: Version): string[] {
  const map = new ClauseMap(root(), text);
  return map.order.flatMap(({ id, start, end }) =>
    Array.from({ length: end - start + 1 }, (_, offset) => offset).flatMap((offset) =>
      (["after", "before"] as const).flatMap((side) => {
        const found = map.domPoint({ clause: id, offset }, side);
        const point = found && map.point(found.node, found.offset, side);
        return point?.clause === id && point.offset === offset ? [] : [`${id} ${String(offset)} ${side}`];
      }),
    ),
  );
}

/** Draws runs on the page, and returns the elements of the text before, with and after them. */
function drawn(version: Version, runs: readonly DrawnRun[], isEdited: boolean): [string, string, string] {
  const surface: Surface = isEdited
    ? editorSurface(root(), parseDraft(version.draft), draftNotes(version.text, version.negotiation))
    : plainSurface(root(), new ClauseMap(root(), version.text));
  const before = outline();
  surface.draw({ runs, numbers: [], proposed: [] });
  const during = outline();
  surface.draw({ runs: [], numbers: [], proposed: [] });
  return [before, during, outline()];
}

/**
 * Returns the elements and texts of the page, one a line, without what only an editor or only a page needs. A text is
 * listed with its marks and signs, whatever their nesting.
 */
function outline(): string {
  const onlyHere = new Set(["contenteditable", "draggable", "data-citation"]);
  const lines: string[] = [];
  let last: string | null = null;
  const walk = (node: Node, marks: readonly string[]): void => {
    if (node instanceof Element && node.matches(".ProseMirror-trailingBreak, .ProseMirror-separator")) return;
    if (node instanceof HTMLElement && node.matches("mark, .sign")) {
      // The editor writes the classes of a sign on the mark in it.
      const signs = [...node.classList].filter((name) => /^sign-|^is-nested$/u.test(name));
      const own = [...signs, ...(node.dataset["annotation"] === undefined ? [] : [node.dataset["annotation"]])];
      for (const child of node.childNodes) walk(child, [...new Set([...marks, ...own])].sort());
    } else if (node instanceof Element) {
      const attributes = [...node.attributes].filter(({ name }) => !onlyHere.has(name));
      const written = attributes
        .map(({ name, value }) => `${name}=${value.replace(/ ProseMirror-widget| is-near/u, "")}`)
        .sort();
      last = null;
      lines.push([node.localName, ...written].join(" "));
      for (const child of node.childNodes) walk(child, marks);
      last = null;
      lines.push(`/${node.localName}`);
    } else if (last === marks.join()) lines.push(`${lines.pop() ?? ""}${node.textContent ?? ""}`);
    else {
      last = marks.join();
      lines.push(`[${marks.join()}] ${node.textContent ?? ""}`);
    }
  };
  for (const child of root().childNodes) walk(child, []);
  return lines.join("\n");
}

/** Returns the text under the marks of the page, by annotation. */
function markedTexts(version: Version, runs: readonly DrawnRun[]): Record<string, string> {
  plainSurface(root(), new ClauseMap(root(), version.text)).draw({ runs, numbers: [], proposed: [] });
  const texts: Record<string, string> = {};
  for (const clause of root().querySelectorAll(".clause"))
    for (const piece of piecesOf(clause)) {
      const text = piece instanceof Text ? piece.data : " ";
      for (let mark = piece.parentElement?.closest("mark"); mark; mark = mark.parentElement?.closest("mark")) {
        const id = mark.dataset["annotation"] ?? "";
        texts[id] = (texts[id] ?? "") + text;
      }
    }
  return texts;
}

/** Selects text as a pointer would, draws runs over it, and returns the selected text before and after. */
function selectedWhileDrawn(version: Version, clause: string, range: [number, number], runs: readonly DrawnRun[]) {
  const map = new ClauseMap(root(), version.text);
  const selected = map.range(clause, ...range);
  const selection = document.getSelection();
  if (selected)
    selection?.setBaseAndExtent(
      selected.endContainer,
      selected.endOffset,
      selected.startContainer,
      selected.startOffset,
    );
  const before = String(selection);
  plainSurface(root(), map).draw({ runs, numbers: [], proposed: [] });
  return {
    before,
    after: String(selection),
    isBackward: selection?.anchorNode !== selection?.getRangeAt(0).startContainer,
  };
}

/** Selects up to the start of the clause after another, as three clicks do, and returns the end of the selection. */
function endOfThreeClicks({ text }: Version, clause: string) {
  const map = new ClauseMap(root(), text);
  const start = map.domPoint({ clause, offset: 0 }, "after");
  const next = map.beside(clause, 1);
  if (!start || !next) return null;
  document.getSelection()?.setBaseAndExtent(start.node, start.offset, next.element, 0);
  return readSelection(root(), map)?.end ?? null;
}

export const reader = {
  endOfThreeClicks,
  textOf: (language: string) => readVersionText(root(), language),
  lostOffsets,
  drawn,
  markedTexts,
  selectedWhileDrawn,
};
