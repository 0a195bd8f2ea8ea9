import { Fragment, type Node } from "prosemirror-model";
import { blocksOf, footnotesOf } from "#core/text/clause-block.ts";
import { fragmentOf, positionAt } from "#core/discuss/inline-content.ts";
import type {
  InlineContent,
  InsertOperation,
  NewNote,
  ProposalOperation,
  ReplaceOperation,
} from "#core/discuss/proposal-operation.ts";
import type { ProposalProblem } from "#core/propose/proposal-problem.ts";
import { citationsOf } from "#core/text/citation.ts";
import { draftSchema } from "#core/text/schema.ts";

/** A run of a clause's content, by places in that content, and what stands there instead. */
interface Replacement {
  operation: number;
  from: number;
  to: number;
  content: Fragment;
}

/** What a proposal does to one clause. */
export interface ClausePlan {
  /** In reading order; none overlaps another. */
  replacements: Replacement[];
  deletedBy: number | null;
  relabelled: { operation: number; label: string | null } | null;
  moved: { operation: number; after: string } | null;
}

/** What comes to stand after a clause: a new one, or one that moves there. */
type Follower = { operation: number } & ({ inserted: Node } | { moved: string });

/** A proposal with its steps checked against each other and put in order, clause by clause. */
interface ProposalPlan {
  /** By clause id; clauses that stay as they are have none. */
  clauses: ReadonlyMap<string, ClausePlan>;
  /**
   * By the id of the clause whose footnotes they come after, "" for the front; in the order of the steps, but rows beside
   * their table.
   */
  followers: ReadonlyMap<string, readonly Follower[]>;
  /** Footnotes that come with what is put in, by their ids. */
  newNotes: ReadonlyMap<string, Node>;
  problems: ProposalProblem[];
}

/**
 * Reads a proposal's steps as one change of one draft. Every step refers to the draft as it is, so their order does not
 * matter but for what follows the same clause. A step that cannot be taken is left out and named; the rest stand:
 *
 * - words are replaced inside one clause, and no word twice (the later step gives way);
 * - a clause that goes is not edited or moved too; it is moved, relabelled or taken out once;
 * - clauses do not follow each other in a circle;
 * - content is what the schema allows, and refers only to footnotes the draft has, and to each that comes with it;
 * - cells come and go by whole rows, footnotes stay with the clause that refers to them.
 */
export function planProposal(draft: Node, operations: readonly ProposalOperation[]): ProposalPlan {
  const { nodes, headOf, rowOf, nextOf } = clausesOf(draft);
  const clauses = new Map<string, ClausePlan>();
  const followers = new Map<string, Follower[]>();
  const newNotes = new Map<string, Node>();
  const problems: ProposalProblem[] = [];
  let citations: Map<string, string> | undefined;

  const citationOf = (id: string): string => {
    citations ??= new Map(
      citationsOf(draft).map((citation, index) => [String(draft.child(index).attrs["id"]), citation]),
    );
    return citations.get(id) ?? "";
  };
  const refuse = (operation: number, code: ProposalProblem["code"], params: ProposalProblem["params"]): void => {
    problems.push({ operation, code, params });
  };
  const refuseOn = (clause: string, operation: number, code: ProposalProblem["code"], other?: number): void =>
    refuse(operation, code, {
      citation: citationOf(clause),
      ...(other !== undefined && { other: other + 1 }),
    });
  const planOf = (id: string): ClausePlan => {
    const plan = clauses.get(id) ?? { replacements: [], deletedBy: null, relabelled: null, moved: null };
    clauses.set(id, plan);
    return plan;
  };
  const follow = (after: string, follower: Follower): void => {
    const head = headOf.get(after) ?? after;
    const known = followers.get(head) ?? [];
    // Nothing comes between a table and its rows: they are the first to follow a cell, and the last what a table follows.
    const at = known.findIndex((other) => (isCell(nodes.get(head)) ? !isRow(other) && isRow(follower) : isRow(other)));
    const isBesideRows = isCell(nodes.get(head)) === isRow(follower);
    followers.set(head, at >= 0 && isBesideRows ? known.toSpliced(at, 0, follower) : [...known, follower]);
  };
  const named = (id: string, operation: number): Node | undefined => {
    const node = nodes.get(id);
    if (!node) refuse(operation, "clause-unknown", { clause: id });
    return node;
  };
  const free = (id: string, operation: number, bound: readonly string[]): Node | undefined => {
    const node = named(id, operation);
    const kind = String(node?.attrs["kind"]);
    if (!bound.includes(kind)) return node;
    refuse(operation, "kind-not-allowed", { kind });
    return undefined;
  };

  // What goes is settled first: other steps ask whether their clause stays.
  const leaving = new Set(operations.map((step) => (step.kind === "delete" ? step.clause : "")));
  operations.forEach((step, operation) => {
    if (step.kind !== "delete") return;
    const isWholeRow = rowOf.get(step.clause)?.every((cell) => leaving.has(cell)) ?? false;
    if (!free(step.clause, operation, isWholeRow ? [] : ["cell"])) return;
    const plan = planOf(step.clause);
    if (plan.deletedBy === null) plan.deletedBy = operation;
    else refuseOn(step.clause, operation, "said-before", plan.deletedBy);
  });
  const staying = (id: string, operation: number): ClausePlan | undefined => {
    const plan = planOf(id);
    if (plan.deletedBy === null) return plan;
    refuseOn(id, operation, "clause-deleted");
    return undefined;
  };

  const replaces: { operation: number; step: ReplaceOperation }[] = [];
  operations.forEach((step, operation) => {
    switch (step.kind) {
      case "replace":
        replaces.push({ operation, step });
        break;
      case "insert":
        insert(step, operation);
        break;
      case "relabel": {
        const plan = named(step.clause, operation) && staying(step.clause, operation);
        if (plan?.relabelled) refuseOn(step.clause, operation, "said-before", plan.relabelled.operation);
        else if (plan) plan.relabelled = { operation, label: step.label };
        break;
      }
      case "move":
        move(step.clause, step.after, operation);
        break;
      case "delete":
        break;
    }
  });

  // By place; at one place what is put in comes before what is replaced, and the earlier step before the later.
  replaces.sort(
    ({ step: one, operation: first }, { step: other, operation: second }) =>
      one.start.offset - other.start.offset || one.end.offset - other.end.offset || first - second,
  );
  for (const { operation, step } of replaces) replace(step, operation);
  problems.sort((one, other) => one.operation - other.operation);
  return { clauses, followers, newNotes, problems };

  function replace({ start, end, content, notes }: ReplaceOperation, operation: number): void {
    if (start.clause !== end.clause) {
      refuse(operation, "crosses-clauses", {});
      return;
    }
    const node = named(start.clause, operation);
    const plan = node && staying(start.clause, operation);
    if (!node || !plan) return;
    if (start.offset > end.offset || end.offset > node.textContent.length) {
      refuseOn(start.clause, operation, "place-outside-clause");
      return;
    }
    // References at the edges of a run stay: they belong to the words around it.
    const from = positionAt(node, start.offset, "after");
    const to = Math.max(from, positionAt(node, end.offset, "before"));
    const before = plan.replacements.at(-1);
    if (before && from < before.to) {
      refuseOn(start.clause, operation, "overlaps", before.operation);
      return;
    }
    const put = checked(content, notes, node, operation);
    if (put) plan.replacements.push({ operation, from, to, content: put });
    else refuseOn(start.clause, operation, "content-not-allowed");
  }

  function insert({ after, clause, notes }: InsertOperation, operation: number): void {
    if (after !== "" && !named(after, operation)) return;
    const { kind, label, depth, column } = clause;
    if (kind === "footnote" || (kind === "cell") !== (column !== undefined)) {
      refuse(operation, "kind-not-allowed", { kind });
      return;
    }
    let id = `proposed-${operation + 1}`;
    while (nodes.has(id)) id = `${id}-1`;
    const bare = draftSchema.node("clause", { id, kind, label, depth, table: tableAt(after, column) });
    const content = checked(clause.content, notes, bare, operation);
    if (content) follow(rowOf.get(after)?.at(-1) ?? after, { operation, inserted: bare.copy(content) });
    else refuseOn(after, operation, "content-not-allowed");
  }

  /** Where a new cell stands: in the table it is put after or before, or one of its own. Its row is not counted yet. */
  function tableAt(after: string, column: number | undefined): TablePlace | null {
    if (column === undefined) return null;
    const own = tableOf(nodes.get(after)) ?? tableOf(nodes.get(nextOf.get(headOf.get(after) ?? after) ?? ""));
    return { id: own?.id ?? `table-after-${after}`, row: 1, column, header: false };
  }

  /** Content with the notes that come with it, which it then refers to as clauses; undefined where it is not allowed. */
  function checked(
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
      const own = new Map(
        notes.map((note, at) => [`new-${at + 1}`, noteOf(note, clause, `${operation + 1}-note-${at + 1}`)]),
      );
      const isKnown = (id: string): boolean => own.has(id) || nodes.get(id)?.attrs["kind"] === "footnote";
      if (![...referred].every(isKnown) || ![...own.keys()].every((id) => referred.has(id))) return undefined;
      for (const note of own.values()) newNotes.set(String(note.attrs["id"]), note);
      return Fragment.from(
        fragment.content.map((node) => {
          const note = node.type.name === "footnoteReference" ? own.get(String(node.attrs["clause"])) : undefined;
          return note ? node.type.create({ ...node.attrs, clause: note.attrs["id"] as string }) : node;
        }),
      );
    } catch {
      return undefined;
    }
  }

  /** @throws RangeError where it is none: words alone, that refer to no note */
  function noteOf({ label, content }: NewNote, clause: Node, name: string): Node {
    let id = `proposed-${name}`;
    while (nodes.has(id)) id = `${id}-1`;
    const words = fragmentOf(content);
    if (footnotesOf(words.content).size > 0) throw new RangeError("A note refers to no other");
    const note = draftSchema.node(
      "clause",
      { id, kind: "footnote", label, depth: Number(clause.attrs["depth"]) + 1 },
      words,
    );
    note.check();
    return note;
  }

  function move(clause: string, after: string, operation: number): void {
    const bound = ["cell", "footnote"];
    const plan =
      free(clause, operation, bound) && (after === "" || named(after, operation)) && staying(clause, operation);
    if (!plan) return;
    if (plan.moved) {
      refuseOn(clause, operation, "said-before", plan.moved.operation);
      return;
    }
    let before = headOf.get(after);
    while (before !== undefined) {
      if (before === clause) {
        refuseOn(clause, operation, "moves-in-circle");
        return;
      }
      before = headOf.get(clauses.get(before)?.moved?.after ?? "");
    }
    plan.moved = { operation, after };
    follow(after, { operation, moved: clause });
  }
}

/** Where a cell stands, as the schema has it. */
type TablePlace = NonNullable<ReturnType<typeof tableOf>>;

/** Where a clause stands in a table; null where it is no cell. */
export function tableOf(node: Node | undefined): { id: string; row: number; column: number; header: boolean } | null {
  return (node?.attrs["table"] ?? null) as { id: string; row: number; column: number; header: boolean } | null;
}

function isCell(node: Node | undefined): boolean {
  return node?.attrs["kind"] === "cell";
}

function isRow(follower: Follower): boolean {
  return "inserted" in follower && isCell(follower.inserted);
}

/** The clauses of a draft by id; for each the clause whose block it stands in, the cells of its row, the block after its own. */
interface DraftClauses {
  nodes: ReadonlyMap<string, Node>;
  headOf: ReadonlyMap<string, string>;
  rowOf: ReadonlyMap<string, readonly string[]>;
  /** By head, "" for the very front. */
  nextOf: ReadonlyMap<string, string>;
}

/** Drafts are immutable, and many proposals are planned on one: this is made once and goes when the draft goes. */
const known = new WeakMap<Node, DraftClauses>();

function clausesOf(draft: Node): DraftClauses {
  const made = known.get(draft);
  if (made) return made;
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
  known.set(draft, clauses);
  return clauses;
}
