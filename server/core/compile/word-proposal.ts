import type { Node } from "prosemirror-model";
import type { Wording } from "#core/compile/compilation.ts";
import { textOf } from "#core/discuss/content-text.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { citationsOf } from "#core/text/citations/citation.ts";

/**
 * An insertion is described by this many words before it: enough to find the position in a clause, few enough to read.
 */
const wordsBefore = 4;

/**
 * Describes a proposal in words: one entry per step, each followed by its footnotes, in the order of the steps. Skips a
 * step on a clause that the draft does not have.
 */
export function wordProposal(draft: Node, operations: readonly ProposalOperation[]): Wording[] {
  const citations = citationsOf(draft);
  const clauses = new Map(
    draft.children.map((node, index) => [
      String(node.attrs["id"]),
      { citation: citations[index] ?? "", text: node.textContent },
    ]),
  );
  const word = (step: ProposalOperation): Wording | undefined => {
    switch (step.kind) {
      case "replace": {
        const clause = clauses.get(step.start.clause);
        if (!clause) return undefined;
        const { citation, text } = clause;
        const from = text.slice(step.start.offset, step.end.offset);
        const to = textOf(step.content);
        if (from !== "") {
          return to === ""
            ? wording("change-delete", { citation, from })
            : wording("change-replace", { citation, from, to });
        }
        const after = text.slice(0, step.start.offset).trim().split(/\s+/u).slice(-wordsBefore).join(" ");
        return after === ""
          ? wording("change-insert-first", { citation, to: to.trim() })
          : wording("change-insert", { citation, after, to: to.trim() });
      }
      case "insert": {
        const to = [step.clause.label, textOf(step.clause.content)].filter(Boolean).join(" ");
        const after = clauses.get(step.after)?.citation;
        return after === undefined
          ? wording("change-insert-clause-first", { to })
          : wording("change-insert-clause", { after, to });
      }
      case "delete":
        return named(step.clause, (citation) => wording("change-delete-clause", { citation }));
      case "move":
        return named(step.clause, (citation) => {
          const after = clauses.get(step.after)?.citation;
          return after === undefined
            ? wording("change-move-first", { citation })
            : wording("change-move", { citation, after });
        });
      case "relabel":
        return named(step.clause, (citation) =>
          step.label === null
            ? wording("change-unlabel", { citation })
            : wording("change-relabel", { citation, to: step.label }),
        );
    }
  };
  const named = (id: string, make: (citation: string) => Wording): Wording | undefined => {
    const clause = clauses.get(id);
    return clause && make(clause.citation);
  };
  return operations.flatMap((step) => {
    const worded = word(step);
    if (!worded) return [];
    const notes = step.kind === "replace" || step.kind === "insert" ? (step.notes ?? []) : [];
    return [worded, ...notes.map(({ content }) => wording("change-insert-note", { to: textOf(content) }))];
  });
}

function wording(code: ProposedChangeCode, params: Wording["params"]): Wording {
  return { code, params };
}

/** Codes for the steps of a proposal. Worded in core/messages. */
export const proposedChanges = [
  /** { citation, from, to } */
  "change-replace",
  /** { citation, after, to } `after` is the text before the insertion. */
  "change-insert",
  /** { citation, to } */
  "change-insert-first",
  /** { citation, from } */
  "change-delete",
  /** { citation } */
  "change-delete-clause",
  /** { after, to } `after` is a citation. `to` is the label, if any, followed by the text. */
  "change-insert-clause",
  /** { to } */
  "change-insert-clause-first",
  /** { to } The text inserted by the previous step has a footnote. */
  "change-insert-note",
  /** { citation, after } */
  "change-move",
  /** { citation } */
  "change-move-first",
  /** { citation, to } */
  "change-relabel",
  /** { citation } */
  "change-unlabel",
] as const;

export type ProposedChangeCode = (typeof proposedChanges)[number];
