import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { NegotiationMark } from "#core/text/negotiation/negotiation.ts";
import { type ClausePositions, isOptionLabel } from "./clause-positions.ts";

/** A negotiation sign in a clause, with its meaning in words. */
export interface NamedSign extends Pick<NegotiationMark, "kind" | "start" | "end" | "depth"> {
  clause: string;
  name: string;
}

/**
 * Marks the open parts of a text in a quiet style: brackets, alternatives and agreed passages. The marks never change.
 */
export function negotiationLayer(positions: ClausePositions, signs: readonly NamedSign[]): Plugin {
  let decorations: DecorationSet | undefined;
  return new Plugin({
    props: {
      decorations: ({ doc }) =>
        (decorations ??= DecorationSet.create(
          doc,
          signs.flatMap(({ clause, kind, start, end, depth, name }) => {
            // The label of an option says what it is.
            if (kind === "alternative" && start === 0 && isOptionLabel(positions.get(clause))) return [];
            const from = positions.position(clause, start, "after");
            const to = positions.position(clause, end, "before");
            return from === undefined || to === undefined || from >= to
              ? []
              : [
                  Decoration.inline(from, to, {
                    class: `sign sign-${kind}${depth > 1 ? " is-nested" : ""}`,
                    title: name,
                  }),
                ];
          }),
        )),
    },
  });
}
