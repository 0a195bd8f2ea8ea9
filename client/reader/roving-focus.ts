import { Plugin } from "prosemirror-state";
import type { ClausePlaces } from "./clause-places.ts";
import { markStateOf } from "./mark-layer.ts";

/**
 * Makes only the current clause reachable by Tab; keys and pointer reach all others. The attribute is set on the
 * elements, not as a decoration. Removing a decoration removes the attribute too, and a clause without one can never be
 * focused again.
 */
export function rovingFocus(places: ClausePlaces): Plugin {
  return new Plugin({
    view: (view) => {
      let reached: HTMLElement | null = null;
      const update = (): void => {
        const current = markStateOf(view.state)?.current ?? null;
        const place = places.get(current ?? "") ?? places.order[0];
        const element = place && view.nodeDOM(place.before);
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
