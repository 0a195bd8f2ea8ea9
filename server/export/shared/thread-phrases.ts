import type { ProposedClause } from "#core/propose/proposal-segment.ts";
import type { Compilation, CompiledReply, CompiledThread, Source } from "#core/compile/compilation.ts";
import type { Undrawn } from "#core/compile/tracked-proposals.ts";
import { sayDate } from "#core/messages/dates.ts";
import { say } from "#core/messages/messages.ts";
import { draftName, inSentence, listed, word } from "./export-phrases.ts";

/** How threads are worded in one file: its language, and whether sources are shown, which holds for all of them. */
export type ThreadWording = Pick<Compilation, "sources"> & { language: string };

/** The wording of a compilation. */
export function wordingOf(compilation: Compilation): ThreadWording {
  return { sources: compilation.sources, language: compilation.version.language };
}

/** Who speaks, for whom and jointly with whom: "Ana Ruiz (ISOC and APC)". */
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

/** Who it is from, as compilations name it: the organisations that say it jointly, or the person who speaks for none. */
export function spokenBy(source: Source | null, wording: ThreadWording): string {
  const names = source?.organisations.map(({ shortName }) => shortName) ?? [];
  return names.length > 0 && wording.sources === "shown"
    ? listed(names, wording.language)
    : sourceName(source, wording);
}

/** Two or three letters for the margin, from a person's names; "–" where no source is shown. */
export function sourceInitials(source: Source | null, wording: ThreadWording): string {
  if (!source || wording.sources === "hidden") return "–";
  return source.name
    .split(/\s+/u)
    .map((name) => Array.from(name)[0] ?? "")
    .join("")
    .slice(0, 3)
    .toLocaleUpperCase();
}

/** "Comment 3" or "Proposal 3". */
export function threadName(thread: Pick<CompiledThread, "kind" | "number">, language: string): string {
  return word(`export-thread-${thread.kind}`, language, { number: thread.number });
}

/** Whether a proposal is drawn into the text, or why not. */
export function drawingWords(drawing: "drawn" | Undrawn, language: string): string {
  if (drawing === "drawn") return word("export-drawn", language);
  if (drawing.reason !== "taken") return word(`export-undrawn-${drawing.reason}`, language);
  const taker = threadName({ kind: "proposal", number: drawing.by }, language);
  return word("export-undrawn-taken", language, { taker });
}

/**
 * What stands under a thread's name: type; the draft it was made on where that is another, with what became of its place;
 * the change it speaks of; and when it was edited.
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

/** Why a thread made on another draft stands where it stands, in a sentence; empty for one made on this draft. */
export function placementReason(thread: CompiledThread, { language }: ThreadWording): string {
  return thread.origin.here ? "" : say(thread.placement.reason, language);
}

/** The paragraphs somebody spoke; where they may not be shown, how they stand and why, in one sentence. */
export function spokenParagraphs(spoken: CompiledThread | CompiledReply, { language }: ThreadWording): string[] {
  const standing = standingSentence(spoken, language);
  const words = spoken.text === null || spoken.text === "" ? [] : spoken.text.split(/\n{2,}/u);
  return standing === null ? words : [standing, ...words];
}

/** What stands for the words of what was withdrawn, hidden or erased; null where it is open. */
export function standingSentence(
  { standing, standingReason }: Pick<CompiledReply, "standing" | "standingReason">,
  language: string,
): string | null {
  if (standing === "open") return null;
  const said = say({ code: `standing-${standing}`, params: {} }, language);
  if (!standingReason) return word("export-standing", language, { standing: said });
  return word("export-standing-reason", language, { standing: said, reason: standingReason });
}

/** Who holds what: "supports: ISOC, APC", or, where sources are hidden, "supports": by name or not at all, never by count. */
export function positionLines(thread: CompiledThread, { language }: ThreadWording): string[] {
  return thread.positions.map(({ position, holders }) => {
    const spoken = say({ code: `position-${position}`, params: {} }, language);
    if (holders.length === 0) return spoken;
    return word("export-position", language, { position: spoken, holders: holders.join(", ") });
  });
}

/** What was decided on it, when, why and where it shows, a line each; none where nothing was. */
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

/** A position a reply takes, in words; null where it takes none. */
export function replyPosition(reply: CompiledReply, { language }: ThreadWording): string | null {
  return reply.position && say({ code: `position-${reply.position}`, params: {} }, language);
}

/** What a proposal does to one clause or row of a table: "a) as proposed", "New clause after a)". */
export function proposedHeading(proposed: ProposedClause, { language }: ThreadWording): string {
  const { change, after } = proposed;
  const params = { citation: proposed.citation ?? "", after: after ?? "" };
  if (proposed.row !== undefined && (change === "inserted" || change === "deleted")) {
    return word(`export-proposed-row-${change}`, language, params);
  }
  if (change === "edited" || change === "deleted") return word(`export-proposed-${change}`, language, params);
  return word(after ? `export-proposed-${change}` : `export-proposed-${change}-first`, language, params);
}

/** What it spoke of on the draft it was made on: "recalling a): “the words”". Empty for a general remark. */
export function originPlace({ origin }: CompiledThread): string {
  const quotes = origin.quotes.map((quote) => `“${inSentence(quote)}”`).join(", ");
  return [origin.citations.map(inSentence).join(", "), quotes].filter(Boolean).join(": ");
}

/** The words it speaks of on the compiled draft, one string a target: "On “these words”". Empty for whole clauses. */
export function placedWords({ targets }: CompiledThread, { language }: ThreadWording): string {
  // Where something is only put in there are no words it is on.
  const quotes = targets.flatMap((target) =>
    target.kind === "range" && target.quote.exact !== "" ? [target.quote.exact.replaceAll("\n", " / ")] : [],
  );
  if (quotes.length === 0) return "";
  return word("export-on-words", language, { words: quotes.map(inSentence).join("” … “") });
}
