import type { Node } from "prosemirror-model";
import { EditorState, Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet, EditorView } from "prosemirror-view";
import type { DraftNotes } from "#core/text/draft-markup.ts";
import { signElement } from "#core/text/draft-view.ts";
import { ClausePositions } from "./clause-positions.ts";
import { proposedChanges } from "./proposed-changes.ts";
import { sectionedDoc } from "./sectioned.ts";
import { type Drawing, numberElement, type Surface } from "./drawing.ts";

const drawnKey = new PluginKey<DecorationSet>("drawn");

/**
 * Mounts a version's text in an editor, read-only, in place of the element's content. It shows the same elements, so
 * nothing moves, and draws the proposal that is being written. Decorations draw, never marks, because the version's text
 * must not be changed.
 */
export function editorSurface(element: HTMLElement, draft: Node, notes: DraftNotes): Surface {
  const doc = sectionedDoc(draft, notes.clauses);
  const positions = new ClausePositions(doc);
  const view = new EditorView(
    { mount: element },
    {
      state: EditorState.create({ doc, plugins: [drawnLayer(), fixedLayer(positions, notes)] }),
      editable: () => false,
    },
  );
  return {
    draw: (drawing) => {
      const set = DecorationSet.create(view.state.doc, decorationsOf(positions, drawing));
      view.dispatch(view.state.tr.setMeta(drawnKey, set));
    },
    destroy: () => view.destroy(),
  };
}

function drawnLayer(): Plugin<DecorationSet> {
  return new Plugin({
    key: drawnKey,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, set) => (transaction.getMeta(drawnKey) as DecorationSet | undefined) ?? set,
    },
    props: { decorations: (state) => drawnKey.getState(state) },
  });
}

function decorationsOf(positions: ClausePositions, { runs, numbers, proposed }: Drawing): Decoration[] {
  return [
    ...runs.flatMap(({ clause, start, end, className, annotation }) => {
      const from = positions.position(clause, start, "after");
      const to = positions.position(clause, end, "before");
      if (from === undefined || to === undefined || from >= to) return [];
      const attributes = { ...(annotation !== null && { "data-annotation": annotation }) };
      return [Decoration.inline(from, to, { nodeName: "mark", class: className, ...attributes })];
    }),
    ...numbers.flatMap((drawn) => {
      const at = positions.position(drawn.clause, drawn.offset, "before");
      if (at === undefined) return [];
      const options = { side: 1 + drawn.number / 1e6, key: `${drawn.className} ${String(drawn.number)}` };
      return [Decoration.widget(at, () => numberElement(drawn), options)];
    }),
    ...proposedChanges(positions, proposed),
  ];
}

/** Draws what never changes: the signs of negotiation, and the buttons that fold options. */
function fixedLayer(positions: ClausePositions, { signs, folds }: DraftNotes): Plugin {
  let decorations: DecorationSet | undefined;
  const draw = (doc: Node): DecorationSet =>
    DecorationSet.create(doc, [
      ...signs.flatMap((sign) => {
        const label = positions.get(sign.clause)?.node.attrs["label"] as string | null | undefined;
        const attributes = signElement(sign, label ?? null);
        const from = positions.position(sign.clause, sign.start, "after");
        const to = positions.position(sign.clause, sign.end, "before");
        if (!attributes || from === undefined || to === undefined || from >= to) return [];
        return [Decoration.inline(from, to, attributes as Record<string, string>)];
      }),
      ...[...folds].flatMap(([clause, name]) => {
        const at = positions.position(clause, 0, "before");
        if (at === undefined) return [];
        const options = { side: -1, key: clause, ignoreSelection: true, stopEvent: () => true };
        return [Decoration.widget(at, () => foldButton(name), options)];
      }),
    ]);
  return new Plugin({ props: { decorations: ({ doc }) => (decorations ??= draw(doc)) } });
}

function foldButton(name: string): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "fold-option bare-button screen-only";
  button.setAttribute("aria-expanded", "true");
  button.setAttribute("aria-label", name);
  return button;
}
