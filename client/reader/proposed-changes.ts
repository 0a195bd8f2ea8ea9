import { Decoration } from "prosemirror-view";
import { textOf } from "#core/annotate/inline-content.ts";
import type { ProposalOperation } from "#core/annotate/proposal-operation.ts";
import type { ClausePlaces } from "./clause-places.ts";

/**
 * A proposal in the text it is made on: words that would go struck, words that would come underlined after them, new and
 * moved clauses where they would stand. The text itself stays as it is; steps that do not fit it are passed over.
 */
export function proposedChanges(places: ClausePlaces, operations: readonly ProposalOperation[]): Decoration[] {
  return operations.flatMap((step, index): Decoration[] => {
    switch (step.kind) {
      case "replace": {
        const from = places.position(step.start.clause, step.start.offset, "after");
        const end = places.position(step.end.clause, step.end.offset, "before");
        if (from === undefined || end === undefined || step.start.clause !== step.end.clause) return [];
        const to = Math.max(from, end);
        const words = textOf(step.content);
        return [
          ...(from < to ? [Decoration.inline(from, to, { nodeName: "del" })] : []),
          ...(words === ""
            ? []
            : [Decoration.widget(to, () => inserted(words), { side: 1, key: `${index}:${words}` })]),
        ];
      }
      case "delete":
        return whole(places, step.clause, "is-gone");
      case "insert": {
        const at = places.after(step.after);
        const { label, content } = step.clause;
        const words = textOf(content);
        return at === undefined
          ? []
          : [Decoration.widget(at, () => newClause(label, words), { side: -1, key: `${index}:${label}:${words}` })];
      }
      case "move": {
        const at = places.after(step.after);
        const node = places.get(step.clause)?.node;
        if (at === undefined || !node) return [];
        const label = node.attrs["label"] as string | null;
        const words = node.textContent;
        return [
          ...whole(places, step.clause, "is-moved-away"),
          Decoration.widget(at, () => newClause(label, words, "is-moved"), {
            side: -1,
            key: `${index}:${step.clause}`,
          }),
        ];
      }
      case "relabel": {
        const at = places.position(step.clause, 0, "before");
        const label = step.label ?? "no number";
        return at === undefined
          ? []
          : [Decoration.widget(at, () => inserted(`→ ${label} `), { side: -1, key: `${index}:${label}` })];
      }
    }
  });
}

function whole(places: ClausePlaces, clause: string, name: string): Decoration[] {
  const place = places.get(clause);
  return place ? [Decoration.node(place.before, place.before + place.node.nodeSize, { class: name })] : [];
}

function inserted(words: string): HTMLElement {
  const element = document.createElement("ins");
  element.textContent = words;
  return element;
}

function newClause(label: string | null, words: string, name = "is-inserted"): HTMLElement {
  const element = document.createElement("div");
  element.className = `clause clause-proposed ${name}`;
  if (label !== null) {
    const mark = element.appendChild(document.createElement("span"));
    mark.className = "clause-label";
    mark.textContent = label;
  }
  const text = element.appendChild(document.createElement("div"));
  text.className = "clause-text";
  text.append(inserted(words));
  return element;
}
