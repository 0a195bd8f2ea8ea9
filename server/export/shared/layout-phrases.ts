import type { Compilation, CompiledThread } from "#core/compile/compilation.ts";
import { sayDate } from "#core/messages/dates.ts";
import { spokenBy, type ThreadWording } from "./thread-phrases.ts";
import { inSentence, word } from "./export-phrases.ts";

/**
 * An annotation with several targets is listed once at the start, not under the clause that happens to be its first.
 */
export function isThroughout({ targets }: CompiledThread): boolean {
  return targets.length > 1;
}

/** Returns the citations of a compilation's clauses, by id. */
export function citationsById({ clauses }: Compilation): ReadonlyMap<string, string> {
  return new Map(clauses.map(({ id, citation }) => [id, citation]));
}

/** Lists the clauses a thread is about, by citation and without repetition: "recalling a); invites Member States 2". */
export function citedPlaces({ places }: CompiledThread, citations: ReadonlyMap<string, string>): string {
  const cited = places.map(({ clause }) => citations.get(clause) ?? "");
  return [...new Set(cited)].filter(Boolean).map(inSentence).join("; ");
}

/** Formats the heading of a thread: "Comments from ISOC and APC (6 Feb 2013)". */
export function commentsFrom(thread: CompiledThread, wording: ThreadWording): string {
  const date = sayDate(thread.createdAt, wording.language);
  return word("export-comments-from", wording.language, { source: spokenBy(thread.source, wording), date });
}

/** Counts the threads of one source: "9 comments, 3 proposals". */
export function coverLine(threads: readonly CompiledThread[], language: string): string {
  const proposals = threads.filter(({ kind }) => kind === "proposal").length;
  return [
    word("export-count-comments", language, { count: threads.length - proposals }),
    word("export-count-proposals", language, { count: proposals }),
  ].join(", ");
}

/** Names the clauses a thread is about, for layouts without the text beside it. */
export function placeName(thread: CompiledThread, citations: ReadonlyMap<string, string>, language: string): string {
  const nowhere = thread.targets.length > 0 ? "export-general" : "export-orphans";
  return citedPlaces(thread, citations) || word(nowhere, language);
}
