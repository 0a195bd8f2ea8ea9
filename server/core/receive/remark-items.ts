import { Fragment, type Node } from "prosemirror-model";
import { anchor } from "#core/place/anchor.ts";
import { planProposal } from "#core/propose/plan-proposal.ts";
import type { ContributionItem, SetAside } from "#core/receive/contribution.ts";
import { operationTargets } from "#core/propose/operation-targets.ts";
import { operationsBetween } from "#core/propose/operations-between.ts";
import { plainWords } from "#core/text/tokens.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { ReadRemark, RemarkList } from "#core/receive/read-contribution.ts";
import { placeRemark } from "#core/receive/remark-place.ts";
import { clauseAt, type VersionText } from "#core/text/clause.ts";
import { draftSchema } from "#core/text/schema.ts";

/**
 * Minimum share of the clause's words for proposed wording to count as the clause retyped. Below it, the wording is an
 * instruction in prose.
 */
const leastRetyped = 0.5;

/**
 * Turns the remarks of a form or a collection into items on a version. A remark with neither text nor proposal is set
 * aside; every other one becomes one item.
 */
export function itemsOfRemarks(
  { remarks }: Pick<RemarkList, "remarks">,
  version: { draft: Node; text: VersionText },
  believed: (date: string | null) => string | null,
): { items: ContributionItem[]; setAside: SetAside[] } {
  const items: ContributionItem[] = [];
  const setAside: SetAside[] = [];
  for (const remark of remarks) {
    const { id, author, source, text, proposed, replies } = remark;
    if (text.trim() === "" && (proposed?.text.trim() ?? "") === "" && !proposed?.steps?.length) {
      setAside.push({ code: "without-words", params: {}, words: "", author, marks: [id] });
      continue;
    }
    const substance = substanceOf(remark, version);
    items.push({
      id: id.replace(/\s+/gu, "-"),
      origin: "remark",
      source: source.trim(),
      type: remark.type ?? "general",
      words: remark.place.quote?.exact ?? "",
      author,
      at: believed(remark.date),
      resolved: remark.resolved,
      replies: replies
        .filter((reply) => reply.text.trim() !== "")
        .map((reply, index) => ({
          id: `${id} answer ${String(index + 1)}`,
          author: reply.author,
          at: believed(reply.date),
          text: reply.text,
          replyId: null,
        })),
      marks: [id],
      included: true,
      edited: false,
      answersId: null,
      annotationId: null,
      ...substance,
    });
  }
  return { items, setAside };
}

type Substance = Pick<ContributionItem, "kind" | "targets" | "operations" | "text" | "doubt">;

function substanceOf({ text, place, proposed }: ReadRemark, version: { draft: Node; text: VersionText }): Substance {
  const placed = placeRemark(place, version.text);
  if (!proposed) return { kind: "comment", operations: [], text, ...placed };
  const steps = proposed.steps ?? retyped(proposed.text, placed, version);
  if (steps && steps.length > 0 && planProposal(version.draft, steps).problems.length === 0) {
    const targets = placed.targets.length > 0 ? placed.targets : operationTargets(steps, version.text);
    return { kind: "proposal", operations: [...steps], text, targets, doubt: null };
  }
  const combined = [text.trim(), proposed.text.trim()].filter(Boolean).join("\n\n");
  return {
    kind: "comment",
    operations: [],
    text: combined,
    targets: placed.targets,
    doubt: placed.doubt ?? { code: "wording-for-people", params: {} },
  };
}

/**
 * Returns the operations that turn a clause or quoted text into the retyped text; null if the wording is something
 * else.
 */
function retyped(
  wording: string,
  { targets: [target] }: Pick<ContributionItem, "targets">,
  { draft, text }: { draft: Node; text: VersionText },
): ProposalOperation[] | null {
  const range = target && target.kind !== "document" && target.kind !== "section" ? anchor(text, target) : null;
  const clause = range && clauseAt(text.clauses, range[0]);
  if (!range || !clause || range[1] > clause.end || wording.trim() === "") return null;
  const node = draft.child(text.clauses.indexOf(clause));
  const clauseText = node.textContent;
  const retypedText = wording.replace(/\s+/gu, " ").trim();
  const [from, to] = [range[0] - clause.start, range[1] - clause.start];
  if (shared(clauseText, retypedText) >= leastRetyped)
    return operationsBetween(plain(node, clauseText), plain(node, retypedText).content);
  if (shared(clauseText.slice(from, to), retypedText) < leastRetyped) return null;
  const whole = clauseText.slice(0, from) + retypedText + clauseText.slice(to);
  return operationsBetween(plain(node, clauseText), plain(node, whole).content);
}

/** Returns the share of the longer text's words that two texts have in common. */
function shared(left: string, right: string): number {
  const [first, second] = [plainWords(left), plainWords(right)].map((words) => words.map(({ word }) => word));
  const secondWords = new Set(second);
  const both = first?.filter((word) => secondWords.has(word)).length ?? 0;
  return both / Math.max(1, first?.length ?? 0, second?.length ?? 0);
}

function plain(node: Node, text: string): Node {
  return node.copy(text === "" ? Fragment.empty : Fragment.from(draftSchema.text(text)));
}
