import { Fragment } from "prosemirror-model";
import type { Comparison } from "#core/compare/comparison.ts";
import { clauseOfTarget } from "#core/discuss/target.ts";
import { textMappingOf } from "#core/place/text-mapping.ts";
import { operationTargets } from "#core/propose/operation-targets.ts";
import { planProposal } from "#core/propose/plan-proposal.ts";
import type { Consent, Contribution, ContributionItem, SetAside } from "#core/receive/contribution.ts";
import { draftWithout } from "#core/receive/draft-without.ts";
import type { MarkedDraft } from "#core/receive/file-markup.ts";
import { looksOf, markupBefore, unmakeHandMarks } from "#core/receive/hand-marks.ts";
import { itemsOfMarks, type NamedChange, type NamedComment, type ReceivedItem } from "#core/receive/markup-items.ts";
import type { MarkedText } from "#core/receive/read-contribution.ts";
import { unmarkedProposals } from "#core/receive/unmarked-proposals.ts";
import { coverOf } from "#core/receive/version-match.ts";
import { clauseIndex, type VersionText } from "#core/text/clause.ts";
import { dayOf, momentOf } from "#core/text/wall-clock.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { compareTexts } from "#core/lineage/compare-via.ts";

/** The contribution items that a file yields on a version. */
export type PlacedContribution = Pick<Contribution, "setAside" | "handMarks" | "unmarked"> & { items: ReceivedItem[] };

/** A draft with its text. */
type DraftText = Pick<MarkedDraft, "draft" | "text">;

/**
 * Known facts for reading marks: a person's answers about manual marks and unmarked changes, and the range of credible
 * dates.
 */
export interface PlacingTerms {
  handMarks: Consent;
  unmarked: Consent;
  /** The range of days in which marks may have been made, from the version's date to the day the file was sent. */
  dates: BelievedDates;
}

/**
 * Converts a marked text to contribution items on a version, in the order of the version's text.
 *
 * 1. The cover before the text is excluded, with the marks in it.
 * 2. Manual marks (formatting used instead of tracked changes) are undone, unless a person said that they are not
 *    marks.
 * 3. Marks become proposals and comments, mapped from the file's text to the version's.
 * 4. Remaining differences from the version are unmarked changes and become separate proposals.
 */
export function placeMarkedText(
  read: MarkedText,
  version: DraftText,
  { handMarks, unmarked, dates }: PlacingTerms,
): PlacedContribution {
  const compare: Compare = (base, revised) => compareTexts(base, revised).comparison;
  const named: Named = {
    changes: read.markup.changes.map((change, index) => ({
      ...change,
      mark: mark("change", index),
      origin: "tracked",
    })),
    comments: read.markup.comments.map((comment, index) => ({ ...comment, mark: mark("comment", index) })),
  };
  const whole = versionTextOf(read.draft);
  const cover = coverOf(whole, compare(whole, version.text));
  const bared = withoutCover(read, whole, cover, named);
  const undone = handMarks === "no" ? null : withoutHandMarks(bared, version, compare);
  const recognised = undone !== null;
  const { draft, text, marks } = undone ?? bared;

  const mapping = textMappingOf(text, version.text, compare(text, version.text));
  const accepted = recognised ? read.draft : read.accepted;
  const received = itemsOfMarks({ marked: { draft, text, accepted }, ...marks }, mapping, (date) =>
    // Word adds a "Z" to the time of its clock, which is not UTC. LibreOffice adds none.
    believedDate(date && date.replace(/Z$/u, ""), dates),
  );
  const others =
    text.text === version.text.text ? [] : unmarkedItems(version, { draft, text }, compare(version.text, text));
  const items = received.items.map((item): ReceivedItem => {
    const applied = item.inner?.applied;
    const inner = item.inner && { inner: { ...item.inner, applied: applied ? fitting(applied, version) : null } };
    return { ...fitting(item, version), ...inner };
  });
  return {
    items: inOrder([...items, ...others], version.text),
    setAside: [...bared.setAside, ...(undone?.setAside ?? []), ...received.setAside, ...notesPutIn(read)],
    handMarks: handMarks === "no" ? "no" : recognised ? (handMarks === "none" ? "asked" : handMarks) : "none",
    unmarked: others.length === 0 ? "none" : unmarked === "none" ? "asked" : unmarked,
  };
}

/** Compares two texts. */
type Compare = (base: VersionText, revised: VersionText) => Comparison;

interface Named {
  changes: NamedChange[];
  comments: NamedComment[];
}

function mark(kind: string, index: number): string {
  return `${kind} ${String(index + 1)}`;
}

/** Returns the text without its cover, and the marks outside the cover. Marks in the cover are excluded. */
function withoutCover(read: MarkedText, whole: VersionText, cover: number, { changes, comments }: Named) {
  const at = cover === 0 ? 0 : (whole.clauses[cover]?.start ?? 0);
  const draft = read.draft.copy(Fragment.from(read.draft.children.slice(cover)));
  const inCover = ({ start, end }: { start: number; end: number }): boolean => start < at && end <= at;
  const setAside: SetAside[] = whole.clauses.slice(0, cover).map(({ start, end }) => ({
    code: "before-the-text",
    params: {},
    words: whole.text.slice(start, end),
    author: "",
    marks: [],
  }));
  for (const { author, text, mark: name } of [...changes, ...comments].filter(inCover)) {
    setAside.push({ code: "before-the-text", params: {}, words: text, author, marks: [name] });
  }
  const shift = (offset: number): number => Math.max(0, offset - at);
  const staying = changes.filter((change) => !inCover(change));
  const marks: Named = {
    changes: staying.map((change) => ({
      ...change,
      start: shift(change.start),
      end: shift(change.end),
      to: change.to === null ? null : shift(change.to),
    })),
    comments: comments
      .filter((comment) => !inCover(comment))
      .map((comment) => {
        const containing = comment.change === null ? undefined : changes[comment.change];
        const change = containing ? staying.indexOf(containing) : -1;
        return {
          ...comment,
          start: shift(comment.start),
          end: shift(comment.end),
          change: change < 0 ? null : change,
        };
      }),
  };
  const coloured = read.coloured
    .filter(([, end]) => end > at)
    .map(([start, end]): [number, number] => [shift(start), shift(end)]);
  return { draft, text: versionTextOf(draft), marks, setAside, coloured };
}

/**
 * Returns the text before the marks made by hand, and these marks beside the tracked ones; null if there are none. A
 * comment on inserted text becomes a comment on its insertion.
 */
function withoutHandMarks(
  { draft, text, marks, coloured }: Pick<ReturnType<typeof withoutCover>, "draft" | "text" | "marks" | "coloured">,
  version: DraftText,
  compare: Compare,
) {
  const looks = looksOf(draft, text, coloured);
  if (looks.added.length + looks.struck.length === 0) return null;
  const bareText = draftWithout(draft, text, looks.added);
  const before = unmakeHandMarks({ draft, text, looks }, version, {
    whole: compare(text, version.text),
    bare: compare(bareText.text, version.text),
    bareText,
  });
  if (before.changes.length === 0) return null;
  const byHand = before.changes.map((change, index): NamedChange => ({
    ...change,
    mark: mark("mark", index),
    origin: "by-hand",
  }));
  const markup = markupBefore(marks, before) as Named;
  const onInsertion = (comment: NamedComment, index: number): NamedComment => {
    const original = marks.comments[index];
    if (!original || original.start === original.end || comment.start !== comment.end) return comment;
    const insertionIndex = byHand.findIndex(({ kind, start }) => kind === "insert" && start === comment.start);
    return insertionIndex < 0 ? comment : { ...comment, change: marks.changes.length + insertionIndex };
  };
  const setAside = before.undone.map((words): SetAside => ({
    code: "changes-nothing",
    params: {},
    words,
    author: "",
    marks: [],
  }));
  return {
    draft: before.draft,
    text: before.text,
    marks: { changes: [...markup.changes, ...byHand], comments: markup.comments.map(onInsertion) },
    setAside,
  };
}

/** Returns footnotes that appear only in the text with all changes accepted, and that no known change inserted. */
function notesPutIn({ draft, accepted, markup }: MarkedText): SetAside[] {
  const notesOf = (node: MarkedText["draft"]): string[] =>
    node.children.filter(({ attrs }) => attrs["kind"] === "footnote").map(({ textContent }) => textContent);
  const insertedNotes = markup.changes.flatMap(({ notes = [], cells = [] }) => [
    ...notes,
    ...cells.flatMap((cell) => cell.notes),
  ]);
  const noteTexts = new Set([...notesOf(draft), ...insertedNotes.map(({ text }) => text)]);
  // If the number of footnotes is not higher, a footnote with a different text was edited, not inserted.
  if (notesOf(accepted).length <= notesOf(draft).length) return [];
  return notesOf(accepted)
    .filter((text) => !noteTexts.has(text))
    .map((text) => ({ code: "note-put-in", params: {}, words: text, author: "", marks: [] }));
}

/**
 * Clears an item's steps and targets and records a doubt if its steps cannot be applied to the version. For example, a
 * table row in the version may have cells that the file's row lacks.
 */
function fitting<Item extends Pick<ContributionItem, "operations" | "targets" | "doubt">>(
  item: Item,
  version: DraftText,
): Item {
  const [problem] = planProposal(version.draft, item.operations).problems;
  if (!problem) return item;
  const doubt = { code: "steps-collide" as const, params: { operation: problem.operation + 1 } };
  return { ...item, operations: [], targets: [], doubt };
}

function unmarkedItems(version: DraftText, file: DraftText, comparison: Comparison): ContributionItem[] {
  return unmarkedProposals(version, file, comparison)
    .filter(({ operations }) => operations.length > 0)
    .map(({ operations, words }, index): ContributionItem => {
      const fits = planProposal(version.draft, operations).problems.length === 0;
      return {
        id: mark("unmarked", index).replace(" ", "-"),
        origin: "unmarked",
        kind: "proposal",
        type: "general",
        targets: fits ? operationTargets(operations, version.text) : [],
        operations: fits ? operations : [],
        words,
        text: "",
        author: "",
        at: null,
        doubt: fits ? null : { code: "steps-collide", params: { operation: 1 } },
        resolved: false,
        replies: [],
        marks: [],
        included: true,
        edited: false,
        answersId: null,
        annotationId: null,
      };
    });
}

/** Sorts items by their position in the version; items without a target come last. */
function inOrder(items: readonly ReceivedItem[], version: VersionText): ReceivedItem[] {
  const placeOf = ({ targets: [target], operations: [step] }: ContributionItem): number => {
    if (!target) return Infinity;
    const clause = clauseOfTarget(target);
    const index = clause === undefined ? undefined : clauseIndex(version, clause);
    if (index === undefined) return -1;
    const { start, end } = version.clauses[index] ?? { start: 0, end: 0 };
    if (target.kind === "range") return start + target.start.offset;
    return step?.kind === "insert" ? end : start;
  };
  return [...items].sort((left, right) => placeOf(left) - placeOf(right) || 0);
}

/**
 * The range of days, YYYY-MM-DD, in which a mark may have been made: from the version's date to the day its file was
 * sent, both in the forum's zone.
 */
export interface BelievedDates {
  from: string;
  to: string;
  timeZone: string | undefined;
}

/**
 * Returns the date of a mark as ISO 8601, UTC, or null if the date is not credible. A date without a zone is in that of
 * the forum. Nobody can mark a version before it
 * exists or after the file was sent. Callers treat null as the day the file was sent.
 */
export function believedDate(date: string | null, { from, to, timeZone }: BelievedDates): string | null {
  const withoutZone = momentOf(date ?? "", timeZone);
  const at = Number.isNaN(withoutZone) ? Date.parse(date ?? "") : withoutZone;
  if (Number.isNaN(at)) return null;
  const iso = new Date(at).toISOString();
  const day = dayOf(iso, timeZone);
  return day < from || day > to ? null : iso;
}
