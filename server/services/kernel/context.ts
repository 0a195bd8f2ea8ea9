import type { Node } from "prosemirror-model";
import type { ViaComparison } from "#core/compare/compare-via.ts";
import type { ChangeSummary } from "#core/contract/forum-operations.ts";
import type { WordOrigins } from "#core/contract/history-operations.ts";
import type { MarkedText } from "#core/receive/read-contribution.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { CompareBy } from "#core/compare/compare-via.ts";
import type { PlacedContribution, PlacingTerms } from "#core/receive/place-marked-text.ts";
import type { RankedVersion } from "#core/receive/rank-versions.ts";
import type { drawFile } from "../../export/draw-file.ts";
import type { PrintPage } from "../../export/pdf/printable-page.ts";
import type { ReadDraft, ReadOptions } from "../../import/read-draft.ts";
import type { readRemarks } from "../../import/read-remarks.ts";
import type { Store } from "../../store/store.ts";
import type { BoundedCache } from "./bounded-cache.ts";
import type { Compared } from "./compared.ts";

/** A version's content, read. */
export interface LoadedContent {
  draft: Node;
  /** The draft schema's JSON, as kept. */
  json: Record<string, unknown>;
  text: VersionText;
}

/** All that services need from outside. */
export interface Context {
  readonly store: Store;
  /** The address people use, without a slash at its end; null where nobody said. */
  readonly publicUrl: string | null;
  now(): Date;
  /** A new opaque id, never given before. */
  newId(): string;
  /** A new name for the state something was brought into, which tells nothing of how many there were before. */
  newRevision(): string;
  /** A secret nobody can guess, at least 128 bits, safe in a URL. */
  newToken(): string;
  /**
   * Compares two texts, in another thread where they are long and there is one. Given up where the signal is aborted;
   * without one it is needed in any case, and never refused.
   * @throws ProblemError server-busy
   */
  compare(base: VersionText, revised: VersionText, by: CompareBy, signal?: AbortSignal | null): Promise<ViaComparison>;
  /**
   * Reads a file as a draft, in another thread where it is long and there is one.
   * @throws UnreadableFile; ProblemError server-busy
   */
  readonly readDraft: (bytes: Uint8Array, options: ReadOptions) => Promise<ReadDraft>;
  /**
   * Reads a file of remarks, in another thread where it is long and there is one.
   * @throws UnreadableFile; ProblemError server-busy
   */
  readonly readRemarks: typeof readRemarks;
  /**
   * Which of the texts of versions a marked text is likest to, in another thread where they are long and there is one.
   * @throws UnreadableFile too-large; ProblemError server-busy
   */
  rankVersions(read: MarkedText, versions: readonly VersionText[]): RankedVersion[] | Promise<RankedVersion[]>;
  /**
   * What a marked text comes to on a version, in another thread where they are long and there is one.
   * @throws UnreadableFile too-large; ProblemError server-busy
   */
  placeMarkedText(
    read: MarkedText,
    version: LoadedContent,
    terms: PlacingTerms,
  ): PlacedContribution | Promise<PlacedContribution>;
  /**
   * Draws a file, in another thread where it is long and there is one; not taking more of its pieces ends that.
   * @throws ProblemError server-busy; the signal's reason once it is aborted
   */
  readonly drawFile: typeof drawFile;
  /** Prints a page as PDF; null where there is no browser to print with. Throws ProblemError server-busy, not-printed. */
  readonly print: PrintPage | null;
  /** Aborted once nobody waits for the answer any longer; null where it is needed in any case. */
  readonly gone: AbortSignal | null;
  /** Contents by content hash. */
  readonly contents: BoundedCache<LoadedContent>;
  /** Comparisons by the content hashes of the two and of those in between, the algorithm's number and people's links. */
  readonly comparisons: BoundedCache<Compared>;
  /** How much changed, by the same as the comparisons. */
  readonly changeSummaries: BoundedCache<ChangeSummary>;
  /** Where the words of versions came from, by all that tells it. */
  readonly wordOrigins: BoundedCache<WordOrigins["clauses"]>;
}
