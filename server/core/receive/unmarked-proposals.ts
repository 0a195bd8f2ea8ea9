import { Fragment, type Node } from "prosemirror-model";
import type { ClausePair, Comparison } from "#core/compare/comparison.ts";
import { contentOf } from "#core/discuss/inline-content.ts";
import type { ProposalOperation, ReplaceOperation } from "#core/discuss/proposal-operation.ts";
import { operationsBetween } from "#core/propose/operations-between.ts";
import { sentencesBefore } from "#core/receive/change-clusters.ts";
import { clauseIndex, type VersionText } from "#core/text/clause.ts";
import { draftSchema } from "#core/text/schema.ts";
import { plainWords } from "#core/text/tokens.ts";

interface Side {
  draft: Node;
  text: VersionText;
}

/** An unmarked change, as the operations of a proposal. */
interface UnmarkedProposal {
  operations: ProposalOperation[];
  /** The text that replaces the original. */
  words: string;
}

/**
 * Turns the differences between a version and a text based on it into proposals, using their comparison:
 *
 * - Edits in one sentence form one proposal. A split or merged clause forms one together with its edits.
 * - Consecutive clauses that were deleted, inserted or moved together form one.
 * - A clause that was moved and edited forms two, because somebody may want only one of them.
 *
 * Formatting such as italics is ignored because it depends on the program. Numbers are ignored because they follow from
 * the order.
 */
export function unmarkedProposals(version: Side, file: Side, { pairs }: Pick<Comparison, "pairs">): UnmarkedProposal[] {
  const textIn = ({ draft, text }: Side, id: string): string => draft.child(clauseIndex(text, id) ?? 0).textContent;
  const paired = withMovedAndEdited(
    pairs,
    (id) => textIn(version, id),
    (id) => textIn(file, id),
  );
  const reading = new Reading(version, file, paired);
  return [...reading.edits(), ...reading.removals(), ...reading.additions(), ...reading.moves()];
}

class Reading {
  readonly #version: Side;
  readonly #file: Side;
  readonly #pairs: readonly ClausePair[];
  readonly #byFile = new Map<string, ClausePair>();

  constructor(version: Side, file: Side, pairs: readonly ClausePair[]) {
    this.#version = version;
    this.#file = file;
    this.#pairs = pairs;
    for (const pair of pairs) for (const id of pair.revised) this.#byFile.set(id, pair);
  }

  edits(): UnmarkedProposal[] {
    return this.#pairs.flatMap((pair) => {
      const [base, ...merged] = pair.base;
      const [revised, ...split] = pair.revised;
      if (base === undefined || revised === undefined || (pair.relation === "1:1" && !pair.edited)) return [];
      const node = this.#node(this.#version, base);
      const steps = operationsBetween(plain(node), plain(this.#node(this.#file, revised)).content);
      if (pair.relation === "1:1") return bySentence(node.textContent, steps);
      const inserted = split.map((id): ProposalOperation => ({ kind: "insert", after: base, clause: this.#form(id) }));
      const removed = merged.map((clause): ProposalOperation => ({ kind: "delete", clause }));
      return [proposal([...steps, ...inserted, ...removed])];
    });
  }

  removals(): UnmarkedProposal[] {
    const removed = this.#pairs.filter(({ relation }) => relation === "removed").flatMap(({ base }) => base);
    return this.#runs(this.#version, removed).map((run) => ({
      operations: run
        .filter((id) => !this.#isFixed(this.#version, id))
        .map((clause) => ({ kind: "delete" as const, clause })),
      words: "",
    }));
  }

  additions(): UnmarkedProposal[] {
    const added = this.#pairs.filter(({ relation }) => relation === "added").flatMap(({ revised }) => revised);
    return this.#runs(this.#file, added).map((run) => {
      const after = this.#after(run[0] ?? "", () => true);
      const operations = run
        .filter((id) => !this.#isFixed(this.#file, id))
        .map((id) => ({ kind: "insert" as const, after, clause: this.#form(id, after) }));
      return proposal(operations);
    });
  }

  moves(): UnmarkedProposal[] {
    const moved = this.#pairs.filter((pair) => pair.relation === "1:1" && pair.moved);
    const ids = new Set(moved.flatMap(({ revised }) => revised));
    const run = this.#runs(this.#file, [...ids]);
    return run.map((clauses) => {
      const after = this.#after(clauses[0] ?? "", (id) => !ids.has(id));
      const operations = clauses.flatMap((id) => {
        const clause = this.#byFile.get(id)?.base[0];
        return clause === undefined || this.#isFixed(this.#version, clause)
          ? []
          : [{ kind: "move" as const, clause, after }];
      });
      return { operations, words: clauses.map((id) => this.#node(this.#file, id).textContent).join("\n") };
    });
  }

  /** Groups clause ids into runs of consecutive clauses. */
  #runs(side: Side, ids: readonly string[]): string[][] {
    const runs: string[][] = [];
    let last = -2;
    for (const id of ids.toSorted((left, right) => place(side, left) - place(side, right))) {
      if (place(side, id) === last + 1) runs.at(-1)?.push(id);
      else runs.push([id]);
      last = place(side, id);
    }
    return runs;
  }

  /**
   * Returns the id of the version's clause that precedes a clause of the file, considering only clauses that `counts`
   * accepts; "" for the start.
   */
  #after(id: string, counts: (id: string) => boolean): string {
    for (let at = place(this.#file, id) - 1; at >= 0; at -= 1) {
      const before = this.#file.text.clauses[at]?.id ?? "";
      const clause = this.#byFile.get(before)?.base.at(-1);
      if (clause !== undefined && counts(before)) return clause;
    }
    return "";
  }

  /**
   * Returns a clause of the file as a new clause. It has no label if the version's next clause has the same one,
   * because renumbering will assign it.
   */
  #form(id: string, after?: string): Extract<ProposalOperation, { kind: "insert" }>["clause"] {
    const node = this.#node(this.#file, id);
    const label = node.attrs["label"] as string | null;
    const next = this.#version.text.clauses[after === undefined || after === "" ? 0 : place(this.#version, after) + 1];
    return {
      kind: this.#file.text.clauses[place(this.#file, id)]?.kind ?? "paragraph",
      label: next?.label === label ? null : label,
      depth: Number(node.attrs["depth"]),
      content: contentOf(withoutNotes(node.content)),
    };
  }

  #node({ draft, text }: Side, id: string): Node {
    return draft.child(clauseIndex(text, id) ?? 0);
  }

  #isFixed({ text }: Side, id: string): boolean {
    const kind = text.clauses[clauseIndex(text, id) ?? -1]?.kind;
    return kind === "cell" || kind === "footnote";
  }
}

function place({ text }: Side, id: string): number {
  return clauseIndex(text, id) ?? -1;
}

function proposal(operations: ProposalOperation[]): UnmarkedProposal {
  const texts = operations.flatMap((step) =>
    step.kind === "replace" ? [textIn(step.content)] : step.kind === "insert" ? [textIn(step.clause.content)] : [],
  );
  return { operations, words: texts.filter(Boolean).join(" … ") };
}

function textIn(content: ReplaceOperation["content"]): string {
  return content.map(({ text }) => (typeof text === "string" ? text : "")).join("");
}

function bySentence(text: string, steps: readonly ReplaceOperation[]): UnmarkedProposal[] {
  const sentences = new Map<number, ReplaceOperation[]>();
  for (const step of steps) {
    const sentence = sentencesBefore(text, step.start.offset);
    sentences.set(sentence, [...(sentences.get(sentence) ?? []), step]);
  }
  return [...sentences.values()].map(proposal);
}

/** Returns a clause with its plain text only, because only the text is compared. */
function plain(node: Node): Node {
  const text = node.textContent;
  return node.copy(text === "" ? Fragment.empty : Fragment.from(draftSchema.text(text)));
}

/** Notes of another file are not notes of the version. */
function withoutNotes(content: Fragment): Fragment {
  return Fragment.from(content.content.filter(({ type }) => type.name !== "footnoteReference"));
}

/** Minimum share of words that both texts must have. Below it, one clause has simply replaced the other. */
const leastShared = 0.6;

/**
 * Returns the pairs of a comparison, but joins a removed and an added clause if they are the same clause, moved and
 * edited. Each must be the other's most similar candidate, and they must share most of their words. A comparison keeps
 * such short clauses apart, because similar words alone prove little between two drafts. Here one person edited one
 * text.
 */
function withMovedAndEdited(
  pairs: readonly ClausePair[],
  baseText: (id: string) => string,
  revisedText: (id: string) => string,
): ClausePair[] {
  const removed = pairs.filter(({ relation }) => relation === "removed").flatMap(({ base }) => base);
  const added = pairs.filter(({ relation }) => relation === "added").flatMap(({ revised }) => revised);
  const shares = removed.map((id) => added.map((addedId) => shared(baseText(id), revisedText(addedId))));
  const joined = new Map<string, string>();
  shares.forEach((row, at) => {
    const best = Math.max(0, ...row);
    const to = row.indexOf(best);
    const bestBack = Math.max(...shares.map((shareRow) => shareRow[to] ?? 0));
    const [id, addedId] = [removed[at], added[to]];
    if (best >= leastShared && best === bestBack && id !== undefined && addedId !== undefined) joined.set(id, addedId);
  });
  if (joined.size === 0) return [...pairs];
  const used = new Set(joined.values());
  return pairs.flatMap((pair): ClausePair[] => {
    const movedTo = pair.relation === "removed" ? joined.get(pair.base[0] ?? "") : undefined;
    if (movedTo !== undefined) return [{ ...pair, relation: "1:1", edited: true, moved: true, revised: [movedTo] }];
    return pair.relation === "added" && used.has(pair.revised[0] ?? "") ? [] : [pair];
  });
}

/** Returns the share of words that two texts have in common (the Dice coefficient), counting repeated words. */
function shared(left: string, right: string): number {
  const [first, second] = [plainWords(left), plainWords(right)];
  const remaining = new Map<string, number>();
  for (const { word } of second) remaining.set(word, (remaining.get(word) ?? 0) + 1);
  let count = 0;
  for (const { word } of first) {
    const available = remaining.get(word) ?? 0;
    if (available > 0) count += 1;
    remaining.set(word, available - 1);
  }
  return first.length + second.length === 0 ? 0 : (2 * count) / (first.length + second.length);
}
