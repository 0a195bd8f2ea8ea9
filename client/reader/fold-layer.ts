import { type EditorState, Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { type ClausePosition, type ClausePositions, isOptionLabel } from "./clause-positions.ts";
import type { NamedSign } from "./mark-layer.ts";

/** An option of the text with the clauses below it. */
interface FoldableOption {
  id: string;
  label: string;
  below: readonly string[];
}

/** Options of fewer characters, without clauses below them, are not worth folding. */
const fewestCharacters = 160;

const foldKey = new PluginKey<ReadonlySet<string>>("folds");

/** Folds options to one line, and hides the clauses below them, so that a reader sees the alternatives at a glance. */
export class OptionFolds {
  readonly #options: readonly FoldableOption[];
  /** The innermost foldable option around each clause below one. */
  readonly #around = new Map<string, FoldableOption>();

  constructor(positions: ClausePositions, signs: readonly NamedSign[]) {
    const named = new Set(
      signs.filter(({ kind, start }) => kind === "alternative" && start === 0).map((sign) => sign.clause),
    );
    this.#options = positions.order.flatMap((position, at) => {
      const { id, node } = position;
      if (!named.has(id) || !isOptionLabel(position)) return [];
      const label = String(node.attrs["label"]);
      const end = positions.order.findIndex(
        (next, index) => index > at && next.node.attrs["kind"] !== "cell" && depthOf(next) <= depthOf({ node }),
      );
      const below = positions.order.slice(at + 1, end < 0 ? undefined : end).map((clause) => clause.id);
      if (below.length === 0 && node.textContent.length < fewestCharacters) return [];
      return [{ id, label, below }];
    });
    for (const option of this.#options) for (const id of option.below) this.#around.set(id, option);
  }

  plugin(positions: ClausePositions): Plugin<ReadonlySet<string>> {
    return new Plugin({
      key: foldKey,
      state: {
        init: (): ReadonlySet<string> => new Set(),
        apply: (transaction, folded) => (transaction.getMeta(foldKey) as ReadonlySet<string> | undefined) ?? folded,
      },
      props: { decorations: (state) => this.#decorations(positions, state) },
    });
  }

  /** Returns the folded option that hides a clause, or the clause itself if it is visible. */
  shownFor(clause: string, state: EditorState): string {
    const folded = foldKey.getState(state);
    let shown = clause;
    for (let option = this.#around.get(clause); option; option = this.#around.get(option.id))
      if (folded?.has(option.id)) shown = option.id;
    return shown;
  }

  /** Unfolds the options around a clause. */
  reveal(clause: string, view: EditorView): void {
    const folded = new Set(foldKey.getState(view.state));
    const before = folded.size;
    folded.delete(clause);
    for (let option = this.#around.get(clause); option; option = this.#around.get(option.id)) folded.delete(option.id);
    if (folded.size < before) view.dispatch(view.state.tr.setMeta(foldKey, folded));
  }

  #drawn: { folded: ReadonlySet<string>; set: DecorationSet } | undefined;

  #decorations(positions: ClausePositions, state: EditorState): DecorationSet {
    const folded = foldKey.getState(state) ?? new Set<string>();
    if (this.#drawn?.folded !== folded) this.#drawn = { folded, set: this.#draw(positions, state, folded) };
    return this.#drawn.set;
  }

  #draw(positions: ClausePositions, state: EditorState, folded: ReadonlySet<string>): DecorationSet {
    const nodeOf = (id: string, name: string): Decoration[] => {
      const position = positions.get(id);
      if (!position) return [];
      return [Decoration.node(position.before, position.before + position.node.nodeSize, { class: name })];
    };
    return DecorationSet.create(
      state.doc,
      this.#options.flatMap((option) => {
        const isFolded = folded.has(option.id);
        const at = positions.position(option.id, 0, "before");
        if (at === undefined) return [];
        const button = Decoration.widget(at, (view) => foldButton(option, isFolded, view), {
          side: -1,
          key: `${option.id} ${String(isFolded)}`,
          ignoreSelection: true,
          stopEvent: () => true,
        });
        if (!isFolded) return [button];
        return [
          button,
          ...nodeOf(option.id, "is-folded"),
          ...option.below.flatMap((id) => nodeOf(id, "is-folded-away")),
        ];
      }),
    );
  }
}

function depthOf({ node }: Pick<ClausePosition, "node">): number {
  return Number(node.attrs["depth"]);
}

function foldButton({ id, label }: FoldableOption, isFolded: boolean, view: EditorView): HTMLElement {
  const button = view.dom.ownerDocument.createElement("button");
  button.type = "button";
  button.className = "fold-option bare-button screen-only";
  button.setAttribute("aria-expanded", String(!isFolded));
  button.setAttribute("aria-label", formatMessage(messages.foldOption, { label }));
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    const folded = new Set(foldKey.getState(view.state));
    if (!folded.delete(id)) folded.add(id);
    view.dispatch(view.state.tr.setMeta(foldKey, folded));
    view.dom
      .querySelector<HTMLElement>(`[data-clause="${CSS.escape(id)}"] .fold-option`)
      ?.focus({ preventScroll: true });
  });
  return button;
}
