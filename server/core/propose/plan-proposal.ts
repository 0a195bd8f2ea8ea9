import { Fragment, type Node } from "prosemirror-model";
import { blocksOf, clauseById, footnotesOf, type VersionText } from "#core/text/clause.ts";
import { fragmentOf, positionAt } from "#core/discuss/inline-content.ts";
import type {
  InlineContent,
  InsertOperation,
  NewNote,
  ProposalOperation,
  ReplaceOperation,
} from "#core/discuss/proposal-operation.ts";
import type { ProposalProblem } from "#core/propose/proposal-problem.ts";
import { draftSchema } from "#core/text/schema.ts";

/** A range of a clause's content, in content positions, with the content that replaces it. */
interface Replacement {
  operation: number;
  from: number;
  to: number;
  content: Fragment;
}

/** The planned changes to one clause. */
export interface ClausePlan {
  /** In text order, without overlaps. */
  replacements: Replacement[];
  deletedBy: number | null;
  relabelled: { operation: number; label: string | null } | null;
  moved: { operation: number; after: string } | null;
}

/** A clause to be placed after another: a new clause or a moved one. */
type Follower = { operation: number } & ({ inserted: Node } | { moved: string });

/** A proposal whose operations are checked against each other and ordered by clause. */
interface ProposalPlan {
  /** Plans by clause id; unchanged clauses have none. */
  clauses: ReadonlyMap<string, ClausePlan>;
  /**
   * By the id of the clause after whose footnotes they are placed, or "" for the start. They are in the order of the
   * operations, but rows stay beside their table.
   */
  followers: ReadonlyMap<string, readonly Follower[]>;
  /** Footnotes that come with inserted content, by id. */
  newNotes: ReadonlyMap<string, Node>;
  problems: ProposalProblem[];
}

/**
 * Reads a proposal's operations as one change of one draft. Every operation refers to the original draft, so their
 * order matters only for content inserted after the same clause. An operation that does not apply is left out and
 * listed in `problems`; the others remain:
 *
 * - Text is replaced inside one clause, and no text twice. The later operation is left out.
 * - A deleted clause is not also edited or moved. A clause is moved, relabelled or deleted only once.
 * - Clauses do not follow each other in a circle.
 * - Content is valid in the schema. It refers only to footnotes that the draft has, and to each footnote that comes
 *   with it.
 * - Cells are inserted and deleted as whole rows. Footnotes stay with the clause that refers to them.
 *
 * @param text the draft's clauses with their citations, for the problems; without it these name no clause
 */
export function planProposal(draft: Node, operations: readonly ProposalOperation[], text?: VersionText): ProposalPlan {
  return new ProposalPlanner(draft, operations, text).plan();
}

class ProposalPlanner {
  readonly #operations: readonly ProposalOperation[];
  readonly #known: DraftClauses;
  readonly #clauses = new Map<string, ClausePlan>();
  readonly #followers = new Map<string, Follower[]>();
  readonly #newNotes = new Map<string, Node>();
  readonly #problems: ProposalProblem[] = [];
  readonly #text: VersionText | undefined;

  constructor(draft: Node, operations: readonly ProposalOperation[], text: VersionText | undefined) {
    this.#text = text;
    this.#operations = operations;
    this.#known = clausesOf(draft);
  }

  plan(): ProposalPlan {
    // Deletions are planned first, because other operations depend on whether their clause stays.
    this.#planDeletions();
    this.#operations.forEach((step, operation) => {
      switch (step.kind) {
        case "insert":
          this.#insert(step, operation);
          break;
        case "relabel":
          this.#relabel(step.clause, step.label, operation);
          break;
        case "move":
          this.#move(step.clause, step.after, operation);
          break;
        case "delete":
        case "replace":
          // Planned before and after the others.
          break;
        default:
          step satisfies never;
      }
    });
    this.#planReplacements();
    this.#problems.sort((left, right) => left.operation - right.operation);
    return {
      clauses: this.#clauses,
      followers: this.#followers,
      newNotes: this.#newNotes,
      problems: this.#problems,
    };
  }

  #planDeletions(): void {
    const leaving = new Set(this.#operations.map((step) => (step.kind === "delete" ? step.clause : "")));
    this.#operations.forEach((step, operation) => {
      if (step.kind !== "delete") return;
      const isWholeRow = this.#known.rowOf.get(step.clause)?.every((cell) => leaving.has(cell)) ?? false;
      if (!this.#free(step.clause, operation, isWholeRow ? [] : ["cell"])) return;
      const plan = this.#planOf(step.clause);
      if (plan.deletedBy === null) plan.deletedBy = operation;
      else this.#refuseOn(step.clause, operation, "said-before", plan.deletedBy);
    });
  }

  /**
   * Plans replacements by position. At the same position, insertions come before replacements and earlier operations
   * before later ones.
   */
  #planReplacements(): void {
    const replaces = this.#operations.flatMap((step, operation) =>
      step.kind === "replace" ? [{ step, operation }] : [],
    );
    replaces.sort(
      ({ step: left, operation: first }, { step: right, operation: second }) =>
        left.start.offset - right.start.offset || left.end.offset - right.end.offset || first - second,
    );
    for (const { step, operation } of replaces) this.#replace(step, operation);
  }

  #replace({ start, end, content, notes }: ReplaceOperation, operation: number): void {
    if (start.clause !== end.clause) {
      this.#refuse(operation, "crosses-clauses", {});
      return;
    }
    const node = this.#named(start.clause, operation);
    const plan = node && this.#staying(start.clause, operation);
    if (!node || !plan) return;
    if (start.offset > end.offset || end.offset > node.textContent.length) {
      this.#refuseOn(start.clause, operation, "place-outside-clause");
      return;
    }
    // References at the edges of the range stay, because they belong to the words around it.
    const from = positionAt(node, start.offset, "after");
    const to = Math.max(from, positionAt(node, end.offset, "before"));
    const before = plan.replacements.at(-1);
    if (before && from < before.to) {
      this.#refuseOn(start.clause, operation, "overlaps", before.operation);
      return;
    }
    const inserted = this.#checked(content, notes, node, operation);
    if (inserted) plan.replacements.push({ operation, from, to, content: inserted });
    else this.#refuseOn(start.clause, operation, "content-not-allowed");
  }

  #insert({ after, clause, notes }: InsertOperation, operation: number): void {
    if (after !== "" && !this.#named(after, operation)) return;
    const { kind, label, depth, column } = clause;
    if (kind === "footnote" || (kind === "cell") !== (column !== undefined)) {
      this.#refuse(operation, "kind-not-allowed", { kind });
      return;
    }
    const id = this.#freeId(`proposed-${operation + 1}`);
    const bare = draftSchema.node("clause", { id, kind, label, depth, table: this.#tableAt(after, column) });
    const content = this.#checked(clause.content, notes, bare, operation);
    if (!content) {
      this.#refuseOn(after, operation, "content-not-allowed");
      return;
    }
    const row = this.#known.rowOf.get(after);
    this.#follow(row?.at(-1) ?? after, { operation, inserted: bare.copy(content) });
  }

  #relabel(clause: string, label: string | null, operation: number): void {
    const plan = this.#named(clause, operation) && this.#staying(clause, operation);
    if (plan?.relabelled) this.#refuseOn(clause, operation, "said-before", plan.relabelled.operation);
    else if (plan) plan.relabelled = { operation, label };
  }

  #move(clause: string, after: string, operation: number): void {
    const isFound =
      this.#free(clause, operation, ["cell", "footnote"]) && (after === "" || this.#named(after, operation));
    const plan = isFound && this.#staying(clause, operation);
    if (!plan) return;
    if (plan.moved) this.#refuseOn(clause, operation, "said-before", plan.moved.operation);
    else if (this.#followsItself(clause, after)) this.#refuseOn(clause, operation, "moves-in-circle");
    else {
      plan.moved = { operation, after };
      this.#follow(after, { operation, moved: clause });
    }
  }

  /** Whether a clause would follow itself: it is moved after a clause that is moved after it. */
  #followsItself(clause: string, after: string): boolean {
    const { headOf } = this.#known;
    let before = headOf.get(after);
    while (before !== undefined && before !== clause)
      before = headOf.get(this.#clauses.get(before)?.moved?.after ?? "");
    return before === clause;
  }

  #follow(after: string, follower: Follower): void {
    const { nodes, headOf } = this.#known;
    const head = headOf.get(after) ?? after;
    const followers = this.#followers.get(head) ?? [];
    // Nothing may separate a table from its rows. After a cell, rows come first; before a table, they come last.
    const at = followers.findIndex((earlier) =>
      isCell(nodes.get(head)) ? !isRow(earlier) && isRow(follower) : isRow(earlier),
    );
    const isBesideRows = isCell(nodes.get(head)) === isRow(follower);
    this.#followers.set(
      head,
      at >= 0 && isBesideRows ? followers.toSpliced(at, 0, follower) : [...followers, follower],
    );
  }

  /**
   * Returns a new cell's table: the one that it is inserted after or before, or a new one. Its row is numbered later.
   */
  #tableAt(after: string, column: number | undefined): TablePlace | null {
    if (column === undefined) return null;
    const { nodes, headOf, nextOf } = this.#known;
    const table = tableOf(nodes.get(after)) ?? tableOf(nodes.get(nextOf.get(headOf.get(after) ?? after) ?? ""));
    return { id: table?.id ?? `table-after-${after}`, row: 1, column, header: false };
  }

  /**
   * Returns content whose references point to the clause ids of its new notes; undefined if the content is not allowed.
   */
  #checked(
    content: InlineContent,
    notes: readonly NewNote[] = [],
    clause: Node,
    operation: number,
  ): Fragment | undefined {
    try {
      const fragment = fragmentOf(content);
      draftSchema.node("clause", { id: "checked", kind: "paragraph" }, fragment).check();
      if (notes.length > 0 && clause.attrs["kind"] === "footnote") return undefined;
      const referred = footnotesOf(fragment.content);
      const newNotes = new Map(
        notes.map((note, at) => [`new-${at + 1}`, this.#noteOf(note, clause, `${operation + 1}-note-${at + 1}`)]),
      );
      const isKnown = (id: string): boolean =>
        newNotes.has(id) || this.#known.nodes.get(id)?.attrs["kind"] === "footnote";
      if (![...referred].every(isKnown) || ![...newNotes.keys()].every((id) => referred.has(id))) return undefined;
      for (const note of newNotes.values()) this.#newNotes.set(String(note.attrs["id"]), note);
      return Fragment.from(
        fragment.content.map((node) => {
          const note = node.type.name === "footnoteReference" ? newNotes.get(String(node.attrs["clause"])) : undefined;
          return note ? node.type.create({ ...node.attrs, clause: note.attrs["id"] as string }) : node;
        }),
      );
    } catch {
      return undefined;
    }
  }

  /** @throws RangeError if the content is not valid for a note, which has text only and refers to no other note */
  #noteOf({ label, content }: NewNote, clause: Node, name: string): Node {
    const id = this.#freeId(`proposed-${name}`);
    const fragment = fragmentOf(content);
    if (footnotesOf(fragment.content).size > 0) throw new RangeError("A note refers to no other");
    const depth = Number(clause.attrs["depth"]) + 1;
    const note = draftSchema.node("clause", { id, kind: "footnote", label, depth }, fragment);
    note.check();
    return note;
  }

  /** Returns the id, or a longer one if the draft has it already. */
  #freeId(id: string): string {
    return this.#known.nodes.has(id) ? this.#freeId(`${id}-1`) : id;
  }

  #planOf(id: string): ClausePlan {
    const plan = this.#clauses.get(id) ?? { replacements: [], deletedBy: null, relabelled: null, moved: null };
    this.#clauses.set(id, plan);
    return plan;
  }

  /** Returns the plan of a clause that is not deleted. Otherwise refuses the operation. */
  #staying(id: string, operation: number): ClausePlan | undefined {
    const plan = this.#planOf(id);
    if (plan.deletedBy === null) return plan;
    this.#refuseOn(id, operation, "clause-deleted");
    return undefined;
  }

  /** Returns the draft's clause with this id. Otherwise refuses the operation. */
  #named(id: string, operation: number): Node | undefined {
    const node = this.#known.nodes.get(id);
    if (!node) this.#refuse(operation, "clause-unknown", { clause: id });
    return node;
  }

  /** Returns the clause if its kind is not one of the bound kinds. Otherwise refuses the operation. */
  #free(id: string, operation: number, bound: readonly string[]): Node | undefined {
    const node = this.#named(id, operation);
    const kind = String(node?.attrs["kind"]);
    if (!bound.includes(kind)) return node;
    this.#refuse(operation, "kind-not-allowed", { kind });
    return undefined;
  }

  #refuse(operation: number, code: ProposalProblem["code"], params: ProposalProblem["params"]): void {
    this.#problems.push({ operation, code, params });
  }

  #refuseOn(clause: string, operation: number, code: ProposalProblem["code"], conflicting?: number): void {
    this.#refuse(operation, code, {
      citation: this.#citationOf(clause),
      ...(conflicting !== undefined && { other: conflicting + 1 }),
    });
  }

  #citationOf(id: string): string {
    return (this.#text && clauseById(this.#text, id)?.citation) ?? "";
  }
}

/** A cell's position, as the schema stores it. */
type TablePlace = NonNullable<ReturnType<typeof tableOf>>;

/** Returns a clause's position in a table; null if it is not a cell. */
export function tableOf(node: Node | undefined): { id: string; row: number; column: number; header: boolean } | null {
  return (node?.attrs["table"] ?? null) as { id: string; row: number; column: number; header: boolean } | null;
}

function isCell(node: Node | undefined): boolean {
  return node?.attrs["kind"] === "cell";
}

function isRow(follower: Follower): boolean {
  return "inserted" in follower && isCell(follower.inserted);
}

/**
 * Lookup tables for the clauses of a draft: by id, the head of their block, the cells of their row and the next block.
 */
interface DraftClauses {
  nodes: ReadonlyMap<string, Node>;
  headOf: ReadonlyMap<string, string>;
  rowOf: ReadonlyMap<string, readonly string[]>;
  /** By the head's id, or "" for the start. */
  nextOf: ReadonlyMap<string, string>;
}

/**
 * Drafts are immutable and have many proposals, so this is built once per draft. The cache entry is freed together with
 * the draft.
 */
const clausesByDraft = new WeakMap<Node, DraftClauses>();

function clausesOf(draft: Node): DraftClauses {
  const cached = clausesByDraft.get(draft);
  if (cached) return cached;
  const nodes = new Map(draft.children.map((node) => [String(node.attrs["id"]), node]));
  const headOf = new Map<string, string>();
  const nextOf = new Map<string, string>();
  let last = "";
  for (const [head, block] of blocksOf(draft)) {
    for (const node of block) headOf.set(String(node.attrs["id"]), head);
    nextOf.set(last, head);
    last = head;
  }
  const rows = new Map<string, string[]>();
  const rowOf = new Map<string, string[]>();
  for (const [id, node] of nodes) {
    const table = tableOf(node);
    if (!table) continue;
    const key = `${String(table.row)} ${table.id}`;
    const row = rows.get(key) ?? [];
    rows.set(key, row);
    row.push(id);
    rowOf.set(id, row);
  }
  const clauses = { nodes, headOf, rowOf, nextOf };
  clausesByDraft.set(draft, clauses);
  return clauses;
}
