import { Plugin } from "prosemirror-state";
import type { ClausePositions } from "./clause-positions.ts";
import { markStateOf } from "./mark-layer.ts";

/**
 * Makes only the current clause reachable by Tab; keys and pointer reach all others. The attribute is set on the
 * elements, not as a decoration. Removing a decoration removes the attribute too, and a clause without one can never be
 * focused again.
 */
export function rovingFocus(positions: ClausePositions): Plugin {
  return new Plugin({
    view: (view) => {
      let reached: HTMLElement | null = null;
      const update = (): void => {
        const current = markStateOf(view.state)?.current ?? null;
        const position = positions.get(current ?? "") ?? positions.order[0];
        const element = position && view.nodeDOM(position.before);
        if (!(element instanceof HTMLElement)) return;
        if (reached && reached !== element) reached.tabIndex = -1;
        if (element.tabIndex !== 0) element.tabIndex = 0;
        reached = element;
      };
      update();
      return { update };
    },
  });
}
