import type { PendingNotice } from "#core/text/segments/block.ts";
import { reportedOnce } from "#core/text/notice.ts";
import type { ChangesShown } from "./markup-recorder.ts";

/** Counts occurrences, so that a single notice can report their number. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(kind: string, count = 1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count);
  }

  of(kind: string): number {
    return this.#counts.get(kind) ?? 0;
  }

  /** The most frequent item, or undefined for an empty tally. */
  get most(): string | undefined {
    let most: string | undefined;
    for (const [kind, count] of this.#counts) if (most === undefined || count > this.of(most)) most = kind;
    return most;
  }
}

/** Maximum length of the quoted text, in characters: enough to find it. */
const excerptLength = 120;

/** Returns a notice about text in a position that the file format does not allow. Empty if no such text was found. */
export function misplacedNotice(text: string): PendingNotice[] {
  const excerpt = text.length > excerptLength ? `${text.slice(0, excerptLength)}…` : text;
  return text === "" ? [] : [{ code: "words-out-of-place", params: { words: excerpt }, at: "" }];
}

/** Collects notices. The same notice at the same position, or for some codes in the same file, is added only once. */
export class NoticeCollector {
  readonly #notices: PendingNotice[] = [];
  readonly #keys = new Set<string>();

  add(notice: PendingNotice): void {
    const { code, params, at } = notice;
    const key = JSON.stringify([code, params, reportedOnce.has(code) ? 0 : at]);
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    this.#notices.push(notice);
  }

  get all(): readonly PendingNotice[] {
    return this.#notices;
  }
}

/** Returns the authors of marks that a notice counts, as its parameter: "Ann, Bob". Files may leave authors out. */
export function authorsParam(authors: ReadonlySet<string>): { authors?: string } {
  const named = [...authors].filter((author) => author !== "");
  return named.length === 0 ? {} : { authors: named.join(", ") };
}

/** Numbers of tracked changes and of comments in a file. */
interface MarkupCounts {
  readonly insertions: number;
  readonly deletions: number;
  readonly moves: number;
  readonly comments: number;
}

/** Returns notices about tracked changes that were accepted or rejected, and about comments that were left out. */
export function markupNotices(
  changes: ChangesShown,
  { insertions, deletions, moves, comments }: MarkupCounts,
): PendingNotice[] {
  const code = changes === "accept" ? "tracked-changes-accepted" : "tracked-changes-rejected";
  const hasChanges = insertions + deletions + moves > 0;
  return [
    ...(hasChanges ? [{ code, params: { insertions, deletions, moves }, at: "" } as const] : []),
    ...(comments > 0 ? [{ code: "comments-left-out", params: { count: comments }, at: "" } as const] : []),
  ];
}
