import type { Fragment, Node } from "prosemirror-model";
import { clauseById, footnotesOf, type VersionText } from "#core/text/clause.ts";
import { contentOf, fragmentOf } from "#core/discuss/inline-content.ts";
import { planProposal, tableOf, type ClausePlan } from "#core/propose/plan-proposal.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { ProposalSegment, ProposedClause } from "#core/propose/proposal-segment.ts";

/**
 * Returns a proposal's effect on one clause of a draft as redline segments. Operations that do not apply are ignored. A
 * clause that the draft does not have gives no segments.
 */
export function proposalSegments(
  draft: Node,
  clause: string,
  operations: readonly ProposalOperation[],
): ProposalSegment[] {
  const node = draft.children.find(({ attrs }) => attrs["id"] === clause);
  return node ? segmentsOf(node, planProposal(draft, operations).clauses.get(clause)) : [];
}

/**
 * Returns the clauses that a proposal touches, in draft order. New clauses are at their proposed positions, with their
 * new footnotes.
 *
 * @param text the draft's clauses with their citations
 */
export function proposedClauses(
  draft: Node,
  text: VersionText,
  operations: readonly ProposalOperation[],
): ProposedClause[] {
  const { clauses, followers, newNotes } = planProposal(draft, operations);
  const citationOf = (id: string): string => clauseById(text, id)?.citation ?? "";
  const withNotes = (proposed: ProposedClause): ProposedClause[] => [
    proposed,
    ...notesIn(proposed, newNotes).map((note) => ({
      change: "inserted" as const,
      clause: null,
      citation: null,
      label: note.attrs["label"] as string,
      proposedLabel: note.attrs["label"] as string,
      after: proposed.citation ?? proposed.after,
      segments: pieces("inserted", note.content),
    })),
  ];

  const inserted = (after: string): ProposedClause[] => {
    const rows = { count: 0, column: Infinity };
    return (followers.get(after) ?? []).flatMap((follower) => {
      if ("moved" in follower) return [];
      const label = follower.inserted.attrs["label"] as string | null;
      const cell = tableOf(follower.inserted);
      // A cell that is not to the right of the previous one begins the next row.
      if (cell && cell.column <= rows.column) rows.count += 1;
      rows.column = cell?.column ?? Infinity;
      return withNotes({
        change: "inserted",
        clause: null,
        citation: null,
        label,
        proposedLabel: label,
        after: citationOf(after),
        segments: pieces("inserted", follower.inserted.content),
        ...(cell && { row: `new ${String(rows.count)} after ${after}` }),
      });
    });
  };

  return [
    ...inserted(""),
    ...draft.children.flatMap((node): ProposedClause[] => {
      const id = String(node.attrs["id"]);
      const plan = clauses.get(id);
      // Most clauses, in each of the 20 000 proposals that a contribution may have.
      if (!plan && !followers.has(id)) return [];
      const change = plan && changeOf(plan);
      if (!change) return inserted(id);
      const cell = tableOf(node);
      const label = node.attrs["label"] as string | null;
      return [
        ...withNotes({
          change,
          clause: id,
          citation: citationOf(id),
          label,
          proposedLabel: plan.relabelled ? plan.relabelled.label : label,
          after: plan.moved ? citationOf(plan.moved.after) : null,
          segments: segmentsOf(node, plan),
          ...(cell && change === "deleted" && { row: `${cell.id} ${String(cell.row)}` }),
        }),
        ...inserted(id),
      ];
    }),
  ];
}

/** Returns the new footnotes that a clause would refer to. */
function notesIn({ segments }: ProposedClause, newNotes: ReadonlyMap<string, Node>): Node[] {
  if (newNotes.size === 0) return [];
  const inserted = segments.flatMap(({ kind, content }) =>
    kind === "inserted" ? [...fragmentOf(content).content] : [],
  );
  return [...footnotesOf(inserted)].flatMap((id) => newNotes.get(id) ?? []);
}

function changeOf(plan: ClausePlan): ProposedClause["change"] | undefined {
  if (plan.deletedBy !== null) return "deleted";
  if (plan.moved) return "moved";
  return plan.replacements.length > 0 || plan.relabelled ? "edited" : undefined;
}

function segmentsOf(clause: Node, plan: ClausePlan | undefined): ProposalSegment[] {
  if (plan && plan.deletedBy !== null) return pieces("deleted", clause.content);
  const segments: ProposalSegment[] = [];
  let reached = 0;
  for (const { from, to, content } of plan?.replacements ?? []) {
    segments.push(
      ...pieces("kept", clause.content.cut(reached, from)),
      ...pieces("deleted", clause.content.cut(from, to)),
      ...pieces("inserted", content),
    );
    reached = to;
  }
  return [...segments, ...pieces("kept", clause.content.cut(reached))];
}

function pieces(kind: ProposalSegment["kind"], content: Fragment): ProposalSegment[] {
  return content.size > 0 ? [{ kind, content: contentOf(content) }] : [];
}
