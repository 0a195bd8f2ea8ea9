import type { Compilation, CompiledClause, CompiledReply, CompiledThread } from "#core/compile/compilation.ts";
import { threadsBySource } from "#core/compile/compile-thread.ts";
import type { HiddenReason } from "#core/compile/tracked-proposals.ts";
import { countKinds } from "#core/discuss/annotation.ts";
import { inLanguage, letters } from "#core/messages/catalogues.ts";
import { dayText } from "#core/phrases/dates.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { importedText } from "#core/phrases/imported-from.ts";
import { countedOutcomes, letterClauseHeading } from "#core/phrases/letter-text.ts";
import { shownState } from "#core/place/needs-decision.ts";
import { uncheckedText, wordIn } from "#core/phrases/message-text.ts";
import { outcomeText } from "#core/phrases/outcome-text.ts";
import { wallTime } from "#core/text/wall-clock.ts";
import type { ProposedClause } from "#core/propose/proposal-segment.ts";
import { commaText } from "#core/phrases/list-text.ts";
import { nestedAmendments } from "./nested-amendments.ts";
import { unsaidAmendment } from "./amended-runs.ts";
import { draftName, inSentence, sentenceCase, word } from "./export-phrases.ts";
import { type FileWording, sourceView, type SourceView } from "./source-view.ts";

/**
 * An annotation or reply as a file shows it. Every text is worded in the language of the file, so that a format only
 * has to render it. Text has no markup, except that right-to-left text of a draft is isolated (`isolatedParts`).
 */
interface StatementView {
  source: SourceView;
  /** "6 Feb 2013". */
  date: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** The time in the forum's zone, for formats whose times have no zone: "2013-02-06T10:00:00". */
  clockTime: string;
  /** ISO 8601, UTC. Null if never edited. */
  editedAt: string | null;
  /** Names source and date: "Comments from ISOC and APC (6 Feb 2013)". */
  heading: string;
  /** The text. If it may not be shown, one sentence with the standing and the reason. */
  paragraphs: string[];
}

/** A reply as a file shows it. */
export interface ReplyView extends StatementView {
  /** The position that it takes: "supports". Null if it takes none. */
  position: string | null;
}

/** A comment or proposal as a file shows it, with its replies, positions and decision. */
export interface ThreadView extends StatementView {
  number: number;
  kind: CompiledThread["kind"];
  /** "comment" or "proposal", worded. */
  kindName: string;
  /** "Comment 3" or "Proposal 3". */
  name: string;
  /** The type as comment forms abbreviate it: ge, te or ed. */
  typeCode: string;
  /** Worded: "open", "withdrawn". */
  standing: string;
  isOpen: boolean;
  /** Whether it was resolved in the imported file, or is not open. */
  isSettled: boolean;
  /** Says that the secretariat imported it, and from which row of which file. Empty if it did not. */
  imported: string;
  /**
   * The remarks under its name: its type; the draft it was made on and its placement state, if that is another draft;
   * the change it is about; whether it was late; when it was edited; and the file from which the secretariat imported it.
   */
  remarks: string[];
  /** The draft that it was made on. */
  originDraft: string;
  /** The text it is about, as it was on that draft. Empty if its targets are whole clauses. */
  quote: string;
  /** "exact", "orphan", worded. */
  placementState: string;
  /** Explains the placement in a sentence. Empty for a thread made on this draft. */
  placementReason: string;
  /**
   * Its targets: "On “these words”"; empty for whole clauses. For an orphan, its clauses and words on the original
   * draft.
   */
  about: string;
  /** Citations of its clauses in this draft, without repetition: "recalling a); invites Member States 2". */
  citations: string;
  /** Its location, for layouts without the text beside it: the citations, or where a thread without any is listed. */
  location: string;
  /** Whether it has a location in the text of this draft. */
  isPlaced: boolean;
  /** Whether it has several targets. A layout lists it once at the start, not under the clause of the first target. */
  isThroughout: boolean;
  /** Whether the text shows its proposal as tracked changes. Null for a comment, and in a file without tracked changes. */
  inText: { isShown: boolean; /** Says that it is shown, or why not. */ remark: string } | null;
  /** The proposal clause by clause. Empty for a comment, and for a proposal that is not open. */
  proposal: ProposedClauseView[];
  /** The proposal in words, one entry for each step. */
  proposedChange: string[];
  /** The positions with their holders: "supports: ISOC, APC". Never a count. */
  positions: string[];
  /** The decision: outcome and date, reason, and the draft that shows it. Empty if nothing was decided. */
  decision: string[];
  /** In a letter, its clauses as this draft changed them. Empty in all other files. */
  outcomeText: ProposedClauseView[];
  /** In date order. */
  replies: ReplyView[];
}

/** A proposal's effect on one clause. */
export interface ProposedClauseView {
  /** "A) as proposed", "New clause after a)". */
  heading: string;
  /** The proposed label, or the present one if it stays. */
  label: string | null;
  segments: ProposedClause["segments"];
}

/** The proposals that the text of a file shows as tracked changes. */
interface ProposalsShown {
  /** By thread number, those that it does not show. */
  hidden: ReadonlyMap<number, HiddenReason>;
  /** Whether it shows amendments as changes inside them. */
  nests?: boolean;
}

/** Words a thread of a compilation. */
export type ThreadViewer = (thread: CompiledThread) => ThreadView;

/**
 * Returns the function that words the threads of a compilation. `tracked` has the proposals that the text of the file
 * shows as tracked changes; null if it shows none.
 */
export function threadViewer(compilation: Compilation, tracked: ProposalsShown | null = null): ThreadViewer {
  const wording = fileWording(compilation);
  const citationOf = new Map(compilation.clauses.map(({ id, citation }) => [id, citation]));
  const { recipient, isRecord, version } = compilation;
  return (thread) => ({
    ...statementView(thread, wording, "export-comments-from"),
    ...placementView(thread, citationOf, wording.language),
    ...proposalView(thread, tracked, wording.language),
    ...outcomeView(thread, wording, tracked),
    ...((recipient || isRecord) && inLetter(thread, wording.language)),
    ...(isRecord && thread.origin.here && { about: quotedTargets(thread, wording.language) }),
    outcomeText: outcomeTextView(thread, draftName(version, wording.language), wording.language),
    number: thread.number,
    kind: thread.kind,
    kindName: wordIn(wording.language)(`kind-${thread.kind}`),
    name: threadName(thread, wording.language),
    typeCode: wordIn(wording.language)(`type-code-${thread.type}`),
    standing: wordIn(wording.language)(`standing-${thread.standing}`),
    isOpen: thread.standing === "open",
    imported: importedText(thread.importedFrom, wording.language),
    isSettled: thread.resolved || thread.standing !== "open",
    remarks: remarksOf(thread, wording),
  });
}

/** Returns the language of a compilation's file, whether it shows sources, and its forum. */
export function fileWording({ sources, version, forum }: Compilation): FileWording {
  return { sources, language: version.language, forum };
}

/** Returns all threads of a compilation in its order. */
export function allThreads({ general, clauses, orphans }: Compilation): CompiledThread[] {
  return [...general, ...clauses.flatMap(({ threads }) => threads), ...orphans];
}

/** The threads of one source, for a layout by source. */
interface SourceSection {
  heading: string;
  /** "9 comments, 3 proposals". */
  counts: string;
  threads: ThreadView[];
}

/** Yields the threads of a compilation by source. In a letter, all are one section. */
export function* sourceSections(compilation: Compilation): Generator<SourceSection, void> {
  const view = threadViewer(compilation);
  const wording = fileWording(compilation);
  if (compilation.recipient) {
    const threads = allThreads(compilation);
    const heading = inLanguage(letters, wording.language).heading;
    const outcomes = threads.map(({ decision }) => decision?.outcome ?? null);
    yield { heading, counts: countedOutcomes(outcomes, wording.language), threads: threads.map(view) };
    return;
  }
  for (const { source, threads } of threadsBySource(compilation)) {
    yield {
      heading: sourceView(source, wording).shortName,
      counts: countsOf(threads, wording.language),
      threads: threads.map(view),
    };
  }
}

function countsOf(threads: readonly CompiledThread[], language: string): string {
  const kinds = countKinds(threads);
  return commaText(
    [
      word("export-count-comments", language, { count: kinds.comment }),
      word("export-count-proposals", language, { count: kinds.proposal }),
    ],
    language,
  );
}

/** Names a thread: "Comment 3" or "Proposal 3". */
export function threadName(thread: Pick<CompiledThread, "kind" | "number">, language: string): string {
  return word(`export-thread-${thread.kind}`, language, { number: thread.number });
}

/** Returns the sentence that replaces a withdrawn, hidden or erased text. Null if it is open. */
export function standingSentence(
  { standing, standingReason }: Pick<CompiledReply, "standing" | "standingReason">,
  language: string,
): string | null {
  if (standing === "open") return null;
  if (!standingReason) return word("export-standing", language, { standing });
  return word("export-standing-reason", language, { standing, reason: standingReason });
}

function statementView(
  statement: CompiledThread | CompiledReply,
  wording: FileWording,
  heading: "export-comments-from" | "export-reply-from",
): StatementView {
  const { forum, language } = wording;
  const { text, createdAt, editedAt } = statement;
  const source = sourceView(statement.source, wording);
  const date = dayText(createdAt, language, forum.timeZone);
  const standing = standingSentence(statement, language);
  const paragraphs = text === null || text === "" ? [] : text.split(/\n{2,}/u);
  return {
    source,
    date,
    createdAt,
    clockTime: wallTime(createdAt, forum.timeZone),
    editedAt,
    heading: word(heading, language, { source: source.shortName, date }),
    paragraphs: standing === null ? paragraphs : [standing, ...paragraphs],
  };
}

function remarksOf(
  { type, origin, placement, change, late, editedAt, importedFrom }: CompiledThread,
  { forum, language }: FileWording,
): string[] {
  const remarks = [wordIn(language)(`type-${type}`)];
  if (!origin.here) {
    remarks.push(word("export-made-on", language, { draft: draftName(origin, language) }));
    if (placement.state !== "exact") remarks.push(wordIn(language)(`state-${shownState(placement)}`));
  }
  if (change) {
    const [base, revised] = [draftName(change.base, language), draftName(change.revised, language)];
    remarks.push(word("export-on-change", language, { base, revised }));
  }
  if (late) remarks.push(word("export-late", language));
  if (editedAt) remarks.push(word("export-edited", language, { date: dayText(editedAt, language, forum.timeZone) }));
  if (importedFrom) remarks.push(importedText(importedFrom, language));
  return remarks.filter(Boolean);
}

function placementView(thread: CompiledThread, citationOf: ReadonlyMap<string, string>, language: string) {
  const { origin, placement, places, targets } = thread;
  const isOrphan = targets.length === 0;
  const cited = new Set(places.map(({ clause }) => citationOf.get(clause) ?? ""));
  const citations = [...cited].filter(Boolean).map(inSentence).join("; ");
  return {
    originDraft: draftName(origin, language),
    quote: origin.quotes.join(" […] "),
    placementState: wordIn(language)(`state-${shownState(placement)}`),
    placementReason: origin.here ? "" : uncheckedText(placement.reason, language),
    about: isOrphan ? originalTargets(thread, language) : quotedTargets(thread, language),
    citations,
    location: citations || word(isOrphan ? "export-orphans" : "export-general", language),
    isPlaced: places.length > 0,
    isThroughout: targets.length > 1,
  };
}

/** Describes the targets on the original draft: "recalling a): “the words”". Empty for a general remark. */
function originalTargets({ origin }: CompiledThread, language: string): string {
  const quotes = commaText(
    origin.quotes.map((quote) => `“${inSentence(quote)}”`),
    language,
  );
  return [commaText(origin.citations.map(inSentence), language), quotes].filter(Boolean).join(": ");
}

/** Quotes the text of each target on the compiled draft: "On “these words”". Empty for whole clauses. */
function quotedTargets({ targets }: CompiledThread, language: string): string {
  // The target of a pure insertion has no text to quote.
  const quotes = targets.flatMap((target) =>
    target.kind === "range" && target.quote.exact !== "" ? [target.quote.exact.replaceAll("\n", " / ")] : [],
  );
  if (quotes.length === 0) return "";
  return word("export-on-words", language, { quote: quotes.map(inSentence).join("” … “") });
}

function proposalView(
  { number, proposal, proposedChange }: CompiledThread,
  tracked: ProposalsShown | null,
  language: string,
) {
  const reason = tracked?.hidden.get(number);
  return {
    inText: tracked && proposal.length > 0 ? { isShown: !reason, remark: inTextRemark(reason, language) } : null,
    proposal: proposal.map((proposed) => ({
      heading: sentenceCase(proposedHeading(proposed, language)),
      label: proposed.proposedLabel ?? proposed.label,
      segments: proposed.segments,
    })),
    proposedChange: proposedChange.map((step) => uncheckedText(step, language)),
  };
}

/** Says that a proposal is shown in the text, or the reason why not. */
function inTextRemark(reason: HiddenReason | undefined, language: string): string {
  if (!reason) return word("export-drawn", language);
  if (reason.reason !== "taken") return word(`export-undrawn-${reason.reason}`, language);
  const proposal = threadName({ kind: "proposal", number: reason.by }, language);
  return word("export-undrawn-taken", language, { proposal });
}

/** Describes a proposal's effect on one clause or table row: "a) as proposed", "New clause after a)". */
function proposedHeading({ change, after, citation, row }: ProposedClause, language: string): string {
  const params = { citation: citation ?? "", after: after ?? "" };
  if (row !== undefined && (change === "inserted" || change === "deleted")) {
    return word(`export-proposed-row-${change}`, language, params);
  }
  if (change === "edited" || change === "deleted") return word(`export-proposed-${change}`, language, params);
  return word(after ? `export-proposed-${change}` : `export-proposed-${change}-first`, language, params);
}

function outcomeView(thread: CompiledThread, wording: FileWording, tracked: ProposalsShown | null) {
  const { number, positions, decision, replies } = thread;
  const { language } = wording;
  const inText = tracked?.nests && !tracked.hidden.has(number) ? nestedAmendments(thread, wording) : null;
  const accepted = replies.find((reply) => reply.accepted);
  return {
    positions: positions.map(({ position, holders }) => {
      const name = wordIn(language)(`position-${position}`);
      if (holders.length === 0) return name;
      return word("export-position", language, { position: name, holders: commaText(holders, language) });
    }),
    decision: decisionLines(decision, accepted && sourceView(accepted.source, wording), wording),
    replies: replies.map((reply) => ({
      ...withAmendment(statementView(reply, wording, "export-reply-from"), [
        ...[unsaidAmendment(reply, language) ?? []].flat(),
        ...(reply.amendment && inText && !inText.some((nested) => nested.reply === reply)
          ? [word("export-amendment-undrawn", language)]
          : []),
      ]),
      position: reply.position && wordIn(language)(`position-${reply.position}`),
    })),
  };
}

/** A letter and the record say where the comment was made, because the text may have changed, and that a decision is missing. */
function inLetter(thread: CompiledThread, language: string): Partial<ThreadView> {
  const undecided = thread.decision === null && [sentenceCase(wordIn(language)("decision-undecided"))];
  return { about: originalTargets(thread, language), ...(undecided && { decision: undecided }) };
}

function outcomeTextView({ outcomeText = [] }: CompiledThread, draft: string, language: string): ProposedClauseView[] {
  return outcomeText.map(({ label, segments, citation }) => ({
    heading: letterClauseHeading({ citation, segments }, draft, language),
    label,
    segments,
  }));
}

/** Words the changes of a clause in the record. Empty if it has none. */
export function changesView({ changed }: CompiledClause, language: string): ProposedClauseView[] {
  if (!changed) return [];
  const { since, clause } = changed;
  const heading = formatMessage(
    inLanguage(letters, language).changedSince,
    { draft: draftName(since, language) },
    language,
  );
  return [{ heading, label: clause.label, segments: clause.segments }];
}

function withAmendment(view: StatementView, words: readonly string[]): StatementView {
  return { ...view, paragraphs: [...view.paragraphs, ...words] };
}

/** `amending` is the source of the amendment with which a proposal is accepted. */
function decisionLines(
  decision: CompiledThread["decision"],
  amending: SourceView | undefined,
  { forum, language }: FileWording,
): string[] {
  if (!decision) return [];
  const { outcome, reason, at, mergedWith, shownIn } = decision;
  const decided = mergedWith
    ? word("export-decision-merged", language, { thread: threadName(mergedWith, language) })
    : outcomeText(outcome, amending && (amending.person === null ? "" : amending.shortName), language);
  return [
    word("export-decision", language, { outcome: decided, date: dayText(at, language, forum.timeZone) }),
    ...reason.split(/\n{2,}/u),
    ...(shownIn ? [word("export-decision-shown", language, { draft: draftName(shownIn, language) })] : []),
  ].filter(Boolean);
}
