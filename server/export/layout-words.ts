import type { Compilation, CompiledThread } from "#core/compile/compilation.ts";
import { sayDate } from "#core/messages/dates.ts";
import { spokenBy, wordingOf, type ThreadWording } from "./thread-words.ts";
import { word } from "./words.ts";

/** An instruction for several places stands once at the front, not under whichever clause happens to be its first. */
export function isThroughout({ targets }: CompiledThread): boolean {
  return targets.length > 1;
}

/** The clauses a thread speaks of, by citation, each once: "recalling a); invites Member States 2". */
export function citedPlaces(thread: CompiledThread, { clauses }: Compilation): string {
  const spoken = new Set(thread.places.map(({ clause }) => clause));
  const cited = clauses.filter(({ id }) => spoken.has(id)).map(({ citation }) => citation);
  return [...new Set(cited)].filter(Boolean).join("; ");
}

/** "Comments from ISOC and APC (6 Feb 2013)". */
export function commentsFrom(thread: CompiledThread, wording: ThreadWording): string {
  const date = sayDate(thread.createdAt, wording.language);
  return word("export-comments-from", wording.language, { source: spokenBy(thread.source, wording), date });
}

/** How much one source says: "9 comments, 3 proposals". */
export function coverLine(threads: readonly CompiledThread[], language: string): string {
  const proposals = threads.filter(({ kind }) => kind === "proposal").length;
  return [
    word("export-count-comments", language, { count: threads.length - proposals }),
    word("export-count-proposals", language, { count: proposals }),
  ].join(", ");
}

/** Where a thread belongs, for a reader who has not the text beside it. */
export function placeName(thread: CompiledThread, compilation: Compilation): string {
  const { language } = wordingOf(compilation);
  if (compilation.general.includes(thread)) return word("export-general", language);
  return citedPlaces(thread, compilation) || word("export-orphans", language);
}
