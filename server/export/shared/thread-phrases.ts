import type { ProposedClause } from "#core/propose/proposal-segment.ts";
import type { Compilation, CompiledReply, CompiledThread, Source } from "#core/compile/compilation.ts";
import type { Undrawn } from "#core/compile/tracked-proposals.ts";
import { sayDate } from "#core/messages/dates.ts";
import { say } from "#core/messages/messages.ts";
import { draftName, inSentence, listed, word } from "./export-phrases.ts";

/** The language of a file, and whether it shows sources. Both apply to all of its threads. */
export type ThreadWording = Pick<Compilation, "sources"> & { language: string };

/** Returns the language and sources of a compilation. */
export function wordingOf(compilation: Compilation): ThreadWording {
  return { sources: compilation.sources, language: compilation.version.language };
}

/** Names the person and every organisation behind an annotation: "Ana Ruiz (ISOC and APC)". */
export function sourceName(source: Source | null, wording: ThreadWording): string {
  const { language } = wording;
  if (wording.sources === "hidden") return word("export-source-hidden", language);
  if (!source) return word("export-source-removed", language);
  const named = source.capacity === "secretariat" ? [] : source.organisations;
  const names = named.map(({ shortName }) => shortName);
  const capacity =
    source.capacity === "organisation" ? [] : [say({ code: `capacity-${source.capacity}`, params: {} }, language)];
  const behind = [...capacity, ...(names.length > 0 ? [listed(names, language)] : [])];
  return behind.length > 0 ? `${source.name} (${behind.join(", ")})` : source.name;
}

/** Names a source as compilations do: the organisations behind it, or the person in a personal capacity. */
export function spokenBy(source: Source | null, wording: ThreadWording): string {
  const names = source?.organisations.map(({ shortName }) => shortName) ?? [];
  return names.length > 0 && wording.sources === "shown"
    ? listed(names, wording.language)
    : sourceName(source, wording);
}

/** Returns up to three initials of a person for the margin; "–" if the source is not shown. */
export function sourceInitials(source: Source | null, wording: ThreadWording): string {
  if (!source || wording.sources === "hidden") return "–";
  return source.name
    .split(/\s+/u)
    .map((name) => Array.from(name)[0] ?? "")
    .join("")
    .slice(0, 3)
    .toLocaleUpperCase();
}

/** Names a thread: "Comment 3" or "Proposal 3". */
export function threadName(thread: Pick<CompiledThread, "kind" | "number">, language: string): string {
  return word(`export-thread-${thread.kind}`, language, { number: thread.number });
}

/** Says that a proposal is shown in the text, or why not. */
export function drawingWords(drawing: "drawn" | Undrawn, language: string): string {
  if (drawing === "drawn") return word("export-drawn", language);
  if (drawing.reason !== "taken") return word(`export-undrawn-${drawing.reason}`, language);
  const taker = threadName({ kind: "proposal", number: drawing.by }, language);
  return word("export-undrawn-taken", language, { taker });
}

/**
 * Returns the remarks under a thread's name: its type; the draft it was made on and its placement state, if that is
 * another draft; the change it is about; whether it was late; and when it was edited.
 */
export function threadRemarks(thread: CompiledThread, { language }: ThreadWording): string[] {
  const { origin, placement, editedAt } = thread;
  const remarks = [say({ code: `type-${thread.type}`, params: {} }, language)];
  if (!origin.here) {
    remarks.push(word("export-made-on", language, { draft: draftName(origin, language) }));
    if (placement.state !== "exact") remarks.push(say({ code: `state-${placement.state}`, params: {} }, language));
  }
  if (thread.change) {
    const [base, revised] = [draftName(thread.change.base, language), draftName(thread.change.revised, language)];
    remarks.push(word("export-on-change", language, { base, revised }));
  }
  if (thread.late) remarks.push(word("export-late", language));
  if (editedAt) remarks.push(word("export-edited", language, { date: sayDate(editedAt, language) }));
  return remarks;
}

/** Explains the placement of a thread made on another draft, in a sentence. Empty for one made on this draft. */
export function placementReason(thread: CompiledThread, { language }: ThreadWording): string {
  return thread.origin.here ? "" : say(thread.placement.reason, language);
}

/**
 * Returns the paragraphs of a comment or reply. If they may not be shown, returns one sentence with its standing and
 * the reason.
 */
export function spokenParagraphs(spoken: CompiledThread | CompiledReply, { language }: ThreadWording): string[] {
  const standing = standingSentence(spoken, language);
  const words = spoken.text === null || spoken.text === "" ? [] : spoken.text.split(/\n{2,}/u);
  return standing === null ? words : [standing, ...words];
}

/** Returns the sentence that replaces a withdrawn, hidden or erased text. Null if it is open. */
export function standingSentence(
  { standing, standingReason }: Pick<CompiledReply, "standing" | "standingReason">,
  language: string,
): string | null {
  if (standing === "open") return null;
  const said = say({ code: `standing-${standing}`, params: {} }, language);
  if (!standingReason) return word("export-standing", language, { standing: said });
  return word("export-standing-reason", language, { standing: said, reason: standingReason });
}

/**
 * Lists the positions with their holders: "supports: ISOC, APC", or only "supports" if sources are hidden. Never gives
 * a count.
 */
export function positionLines(thread: CompiledThread, { language }: ThreadWording): string[] {
  return thread.positions.map(({ position, holders }) => {
    const spoken = say({ code: `position-${position}`, params: {} }, language);
    if (holders.length === 0) return spoken;
    return word("export-position", language, { position: spoken, holders: holders.join(", ") });
  });
}

/**
 * Describes the decision, one line each: outcome and date, reason, and the draft that shows it. Empty if nothing was
 * decided.
 */
export function dispositionLines({ disposition }: CompiledThread, { language }: ThreadWording): string[] {
  if (!disposition) return [];
  const { outcome, reason, at, mergedWith, shownIn } = disposition;
  const said = mergedWith
    ? word("export-disposition-merged", language, { thread: threadName(mergedWith, language) })
    : say({ code: `disposition-${outcome}`, params: {} }, language);
  return [
    word("export-disposition", language, { outcome: said, date: sayDate(at, language) }),
    ...reason.split(/\n{2,}/u),
    ...(shownIn ? [word("export-disposition-shown", language, { draft: draftName(shownIn, language) })] : []),
  ].filter(Boolean);
}

/** Words the position that a reply takes. Null if it takes no position. */
export function replyPosition(reply: CompiledReply, { language }: ThreadWording): string | null {
  return reply.position && say({ code: `position-${reply.position}`, params: {} }, language);
}

/** Describes a proposal's effect on one clause or table row: "a) as proposed", "New clause after a)". */
export function proposedHeading(proposed: ProposedClause, { language }: ThreadWording): string {
  const { change, after } = proposed;
  const params = { citation: proposed.citation ?? "", after: after ?? "" };
  if (proposed.row !== undefined && (change === "inserted" || change === "deleted")) {
    return word(`export-proposed-row-${change}`, language, params);
  }
  if (change === "edited" || change === "deleted") return word(`export-proposed-${change}`, language, params);
  return word(after ? `export-proposed-${change}` : `export-proposed-${change}-first`, language, params);
}

/**
 * Describes a thread's targets on the draft it was made on: "recalling a): “the words”". Empty for a general remark.
 */
export function originPlace({ origin }: CompiledThread): string {
  const quotes = origin.quotes.map((quote) => `“${inSentence(quote)}”`).join(", ");
  return [origin.citations.map(inSentence).join(", "), quotes].filter(Boolean).join(": ");
}

/** Quotes the text of each target on the compiled draft: "On “these words”". Empty for whole clauses. */
export function placedWords({ targets }: CompiledThread, { language }: ThreadWording): string {
  // The target of a pure insertion has no text to quote.
  const quotes = targets.flatMap((target) =>
    target.kind === "range" && target.quote.exact !== "" ? [target.quote.exact.replaceAll("\n", " / ")] : [],
  );
  if (quotes.length === 0) return "";
  return word("export-on-words", language, { words: quotes.map(inSentence).join("” … “") });
}
