import { Fragment } from "prosemirror-model";
import { clausesWithText, insertedContent } from "#core/receive/accepted-wording.ts";
import { applyOperations } from "#core/propose/apply-operations.ts";
import { isAtEnd, isWhole } from "#core/receive/change-clusters.ts";
import type { MarkedDraft, InsertedNote, ReadChange } from "#core/receive/file-markup.ts";
import { textOf } from "#core/discuss/content-text.ts";
import { positionAt } from "#core/discuss/inline-content.ts";
import {
  cutPut,
  insertedForm,
  type InsertedText,
  linesOf,
  plainBlanks,
  stepContent,
  textIn,
  withPlainBlanks,
  withReferences,
} from "#core/receive/inserted-text.ts";
import { movedClauses, partedAtTables, rowOperations } from "#core/receive/block-operations.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { TextRange } from "#core/compare/comparison.ts";
import { clauseAt, type Clause, type VersionText } from "#core/text/clause.ts";
import { draftSchema } from "#core/text/schema.ts";

/**
 * Returns the operations that make some of a file's changes to its text, and no others. `applyOperations` then gives
 * the text that a word processor shows when exactly these changes are accepted.
 *
 * Moved text becomes a deletion and an insertion, but clauses that moved as wholes keep their identity. All other
 * operations follow from the new position of each character in the touched clauses. A resulting paragraph with most of
 * a clause's text is that clause, edited. A paragraph with no text of any clause is new. A clause that is in no
 * paragraph is deleted.
 */
export function clusterOperations(changes: readonly ReadChange[], marked: MarkedDraft): ProposalOperation[] {
  const { text } = marked;
  const { moves, others: unmoved } = movedClauses(changes, marked);
  const rows = changes.filter(({ row }) => row);
  const deletedRows = rows.filter(({ row }) => row === "gone");
  const wordingChanges = unmoved.filter(
    (change) =>
      !change.row &&
      // Other changes in a deleted row have no visible effect.
      !deletedRows.some(({ start, end }) => start <= change.start && change.end <= end),
  );
  const { beforeTable, plain } = partedAtTables(wordingChanges.flatMap(asPlain), text);
  const others = plain.map((change) => (isAtEnd(change, text) ? withEndFirst(change) : change));
  const edited = withRelabelling(editOperations(others, marked), marked);
  // Among the content inserted after a clause, the clause's own parts come first.
  return [...moves, ...edited, ...linesBefore(beforeTable, marked), ...rowOperations(rows, marked)];
}

/** Moves the line end of paragraphs inserted after the last one to the front, where it ends the previous paragraph. */
function withEndFirst(change: ReadChange): ReadChange {
  const { text, notes } = cutPut(change, 0, change.text.length - 1);
  return { ...change, text: `\n${text}`, notes: notes.map((note) => ({ ...note, at: note.at + 1 })) };
}

function linesBefore(changes: readonly ReadChange[], marked: MarkedDraft): ProposalOperation[] {
  return [...new Set(changes.map(({ start }) => start))].flatMap((position) => {
    const before = marked.text.clauses.findLast((clause) => clause.start < position);
    const inserted = changes
      .filter(({ start }) => start === position)
      .reduce<InsertedText>(
        (sum, { text, notes = [] }) => ({
          text: sum.text + text,
          notes: [...(sum.notes ?? []), ...notes.map((note) => ({ ...note, at: note.at + sum.text.length }))],
        }),
        { text: "" },
      );
    const lines = linesOf(inserted).filter(({ text }) => text.trim() !== "");
    return lines.map((line) => insertion({ stretches: [putStretch(line)], endOf: null }, before, marked));
  });
}

/**
 * Maximum length of text, in UTF-16 code units, that may be part of a label: "2bis", " quinquies)", " مكرراً ثانياً)".
 */
const longestLabel = 16;

/**
 * Replaces edits that only typed into a label by operations that change the label. Labels are not part of a draft's
 * text, so in "a[ bis]) one" the change appears before "one". The draft with all changes accepted reveals such an edit:
 * there the clause has a new label but its old text.
 */
function withRelabelling(steps: ProposalOperation[], { draft, text, accepted }: MarkedDraft): ProposalOperation[] {
  return steps.map((step): ProposalOperation => {
    if (step.kind !== "replace" || step.start.offset > 0 || step.end.offset > 0) return step;
    const clause = text.clauses.find(({ id }) => id === step.start.clause);
    const wording = textOf(step.content);
    if (!clause?.label || wording.length > longestLabel) return step;
    const others = steps.filter((candidate) => candidate !== step);
    const node = applyOperations(draft, others).draft.children.find(({ attrs }) => attrs["id"] === clause.id);
    const acceptedClause = clausesWithText(accepted, node?.textContent ?? "")[0];
    const label = acceptedClause?.attrs["label"] as string | null | undefined;
    return label != null && label !== clause.label ? { kind: "relabel", clause: clause.id, label } : step;
  });
}

/** Splits a change into insertions and deletions. */
function asPlain(change: ReadChange): ReadChange[] {
  if (change.kind === "move") {
    const { to } = change;
    const deletion = { ...change, kind: "delete" as const, to: null };
    return to === null ? [deletion] : [deletion, { ...deletion, kind: "insert", start: to, end: to }];
  }
  if (change.kind !== "paragraph") return [change];
  return [{ ...change, kind: change.start === change.end ? "insert" : "delete" }];
}

/** A piece of the result: either kept characters of a clause or inserted text. */
type Stretch = KeptStretch | PutStretch;

interface KeptStretch {
  clause: Clause;
  from: number;
  to: number;
  /** Whether the text before it was deleted; a note's reference between the two then stays with this piece. */
  leads: boolean;
}

interface PutStretch {
  put: string;
  notes: readonly InsertedNote[];
}

function putStretch({ text, notes = [] }: InsertedText): PutStretch {
  return { put: text, notes };
}

/** A paragraph of the result, with the clause whose own end it ends at. */
interface Paragraph {
  stretches: Stretch[];
  endOf: Clause | null;
}

function editOperations(changes: readonly ReadChange[], marked: MarkedDraft): ProposalOperation[] {
  if (changes.length === 0) return [];
  const { clauses } = marked.text;
  const block = touched(changes, marked.text);
  const paragraphs = paragraphsOf(block, changes, marked.text);
  const homes = homesOf(block, paragraphs);
  const first = block[0];
  const before = first ? clauses[clauses.indexOf(first) - 1] : undefined;
  const steps: ProposalOperation[] = [];
  let last = before;
  for (const paragraph of paragraphs) {
    const clause = homes.get(paragraph);
    if (clause) {
      steps.push(...edits(clause, paragraph, marked));
      last = clause;
    } else if (paragraphText(paragraph) !== "") steps.push(insertion(paragraph, last, marked));
  }
  const kept = new Set(homes.values());
  for (const clause of block) {
    if (kept.has(clause)) continue;
    steps.push(
      clause.kind === "cell"
        ? replacement(clause, [0, clause.end - clause.start], Fragment.empty, marked)
        : { kind: "delete", clause: clause.id },
    );
  }
  return steps;
}

/** Returns all clauses from the first to the last that the changes touch. */
function touched(changes: readonly ReadChange[], text: VersionText): Clause[] {
  const { clauses } = text;
  const at = (offset: number): Clause | undefined =>
    clauseAt(clauses, offset) ?? clauses.findLast(({ start }) => start <= offset);
  const first = changes
    .map(({ start }) => at(start))
    .sort((left, right) => (left?.start ?? 0) - (right?.start ?? 0))[0];
  const last = changes
    .map(({ end, start }) => at(end > start ? end - 1 : end))
    .sort((left, right) => (left?.start ?? 0) - (right?.start ?? 0))
    .at(-1);
  if (!first || !last) return [];
  const [from, to] = [clauses.indexOf(first), clauses.indexOf(last)];
  // Deleting the end of a paragraph joins the next paragraph to it.
  const joins =
    changes.some(({ kind, end }) => kind === "delete" && end === last.end + 1) && !endsBeforeCell(last, text);
  const whole = changes.every((change) =>
    change.kind === "insert" ? isWhole(change, text) : isCovered(change.start, change.end, clauses),
  );
  const until = Math.max(from, to);
  // Skip the notes of the paragraph whose end was deleted.
  const next = clauses.findIndex(({ kind }, at) => at > until && kind !== "footnote");
  return clauses.slice(Math.min(from, to), (joins && !whole && next > 0 ? next : until) + 1);
}

function isCovered(start: number, end: number, clauses: readonly Clause[]): boolean {
  return clauses.some((clause) => clause.start === start) && clauses.some((clause) => clause.end + 1 === end);
}

/** Whether a clause is a cell or precedes one, footnotes aside. Such a clause is never joined to the next. */
function endsBeforeCell(clause: Clause, { clauses }: VersionText): boolean {
  const next = clauses.slice(clauses.indexOf(clause) + 1).find(({ kind }) => kind !== "footnote");
  return clause.kind === "cell" || next?.kind === "cell";
}

function paragraphsOf(block: readonly Clause[], changes: readonly ReadChange[], text: VersionText): Paragraph[] {
  const insertions = changes.filter(({ kind }) => kind === "insert");
  const deletions = changes.filter(({ kind }) => kind === "delete");
  const isDeleted = (offset: number): boolean => deletions.some(({ start, end }) => start <= offset && offset < end);
  const paragraphs: Paragraph[] = [];
  let stretches: Stretch[] = [];
  // Clauses of a draft have no spaces at their ends, unlike paragraphs in a file. A space therefore separates two that
  // are joined.
  let joins = false;
  const push = (stretch: Stretch): void => {
    if (joins && stretches.length > 0) stretches.push({ put: " ", notes: [] });
    joins = false;
    stretches.push(stretch);
  };
  const end = (endOf: Clause | null): void => {
    paragraphs.push({ stretches, endOf });
    stretches = [];
    joins = false;
  };
  const insert = (clause: Clause, inserted: InsertedText): void => {
    const lines = isFixed(clause) ? [{ ...inserted, text: inserted.text.replace(/\n/gu, " ") }] : linesOf(inserted);
    lines.map(putStretch).forEach((line, index) => {
      if (index > 0) end(null);
      if (line.put !== "" || line.notes.length > 0) push(line);
    });
  };
  const read = (clause: Clause): void => {
    const edges = new Set([clause.start, clause.end]);
    for (const { start, end: to } of changes) {
      for (const edge of [start, to]) if (edge > clause.start && edge < clause.end) edges.add(edge);
    }
    const sorted = [...edges].sort((left, right) => left - right);
    let leads = true;
    sorted.forEach((edge, index) => {
      for (const inserted of insertions.filter(({ start }) => start === edge)) insert(clause, inserted);
      const next = sorted[index + 1];
      if (next !== undefined && !isDeleted(edge)) {
        push({ clause, from: edge - clause.start, to: next - clause.start, leads });
      }
      leads = isDeleted(edge);
    });
    if (isDeleted(clause.end) && !isFixed(clause) && !endsBeforeCell(clause, text)) joins = true;
    else end(clause);
  };
  for (const clause of block) {
    if (clause.kind !== "footnote") {
      read(clause);
      continue;
    }
    // A note is read separately, because the paragraph that refers to it may continue after it.
    const outer: { stretches: Stretch[]; joins: boolean } = { stretches, joins };
    [stretches, joins] = [[], false];
    read(clause);
    ({ stretches, joins } = outer);
  }
  if (stretches.length > 0) end(null);
  return paragraphs;
}

/**
 * Assigns each clause to the resulting paragraph with most of its text. A clause with no text left gets the paragraph
 * that its end still ends.
 */
function homesOf(block: readonly Clause[], paragraphs: readonly Paragraph[]): Map<Paragraph, Clause> {
  const homes = new Map<Paragraph, Clause>();
  const kept = (paragraph: Paragraph, clause: Clause): number =>
    paragraph.stretches.reduce(
      (sum, stretch) => ("put" in stretch || stretch.clause !== clause ? sum : sum + stretch.to - stretch.from),
      0,
    );
  for (const clause of block) {
    const free = paragraphs.filter((paragraph) => !homes.has(paragraph) && kept(paragraph, clause) > 0);
    const most = Math.max(...free.map((paragraph) => kept(paragraph, clause)));
    const home = free.find((paragraph) => kept(paragraph, clause) === most);
    if (home) homes.set(home, clause);
  }
  const used = new Set(homes.values());
  for (const clause of block) {
    const paragraph = paragraphs.find(({ endOf }) => endOf === clause);
    if (paragraph && !used.has(clause) && !homes.has(paragraph) && paragraphText(paragraph) !== "")
      homes.set(paragraph, clause);
  }
  return homes;
}

function paragraphText({ stretches }: Paragraph): string {
  return stretches.map((stretch) => ("put" in stretch ? stretch.put : "…".repeat(stretch.to - stretch.from))).join("");
}

/**
 * Returns the operations that turn a clause into its resulting paragraph: deletions and insertions between the kept
 * text.
 */
function edits(clause: Clause, { stretches }: Paragraph, marked: MarkedDraft): ProposalOperation[] {
  const steps: ProposalOperation[] = [];
  let reached = 0;
  let content = Fragment.empty;
  const close = (at: number): void => {
    if (at > reached || content.size > 0) steps.push(replacement(clause, [reached, at], content, marked));
    content = Fragment.empty;
  };
  const textAt = (at: number): string => {
    const stretch = stretches[at];
    return stretch && !("put" in stretch) ? textIn(contentOfStretch(stretch, marked)) : "";
  };
  stretches.forEach((stretch, at) => {
    if ("put" in stretch) {
      const text = plainBlanks(stretch.put);
      const insertion = { before: textAt(at - 1), wording: text, after: textAt(at + 1) };
      const plain = text === "" ? Fragment.empty : insertedContent(insertion, marked.accepted);
      content = content.append(withReferences(plain, plainNotes(stretch)));
    } else if (stretch.clause === clause && stretch.from >= reached) {
      close(stretch.from);
      reached = stretch.to;
    } else content = content.append(contentOfStretch(stretch, marked));
  });
  close(clause.end - clause.start);
  return steps;
}

function insertion(
  { stretches }: Paragraph,
  after: Clause | undefined,
  marked: MarkedDraft,
): Extract<ProposalOperation, { kind: "insert" }> {
  const content = stretches.reduce((sum, stretch) => sum.append(contentOfStretch(stretch, marked)), Fragment.empty);
  return { kind: "insert", after: after?.id ?? "", ...insertedForm(content, after, marked) };
}

function replacement(
  clause: Clause,
  [from, to]: TextRange,
  content: Fragment,
  { accepted }: MarkedDraft,
): ProposalOperation {
  return {
    kind: "replace",
    start: { clause: clause.id, offset: from },
    end: { clause: clause.id, offset: to },
    ...stepContent(withPlainBlanks(content), accepted),
  };
}

function contentOfStretch(stretch: Stretch, { draft, text }: MarkedDraft): Fragment {
  if ("put" in stretch) {
    const fragment = stretch.put === "" ? Fragment.empty : Fragment.from(draftSchema.text(stretch.put));
    return withReferences(fragment, stretch.notes);
  }
  const node = draft.child(text.clauses.indexOf(stretch.clause));
  const { from, to, leads } = stretch;
  return node.content.cut(positionAt(node, from, leads ? "before" : "after"), positionAt(node, to, "after"));
}

function plainNotes({ put, notes }: PutStretch): InsertedNote[] {
  return notes.map((note) => ({ ...note, at: plainBlanks(put.slice(0, note.at)).length }));
}

/**
 * Whether the clause keeps its position, as cells and footnotes do. A line end in them starts no new clause, and a cell
 * without text remains as an empty cell.
 */
function isFixed({ kind }: Clause): boolean {
  return kind === "cell" || kind === "footnote";
}
