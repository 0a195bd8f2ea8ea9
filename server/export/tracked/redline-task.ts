import type { Parts } from "../package/parts.ts";
import { type SourceElement, textIn } from "../package/xml-source.ts";
import { StoryAligner } from "./align-stories.ts";
import { cutsOf, type Side, type SourcedComparison, visitAnchors } from "./anchors.ts";
import type { Cuts } from "./atoms.ts";
import type { ChangeAuthor } from "./own-file.ts";
import { Partners } from "./partners.ts";
import type { Stories } from "./story.ts";

/** Two files of a format and the comparison of their texts. */
export interface RedlineTask extends ChangeAuthor {
  readonly base: Parts;
  readonly revised: Parts;
  readonly comparison: SourcedComparison;
}

/** The revised file with the redline. The notices say what the redline leaves out. */
export interface WrittenRedline {
  readonly parts: Map<string, Uint8Array>;
  readonly notices: RedlineNotice[];
}

/** Reads the stories of two files, and prepares their alignment by the comparison of the texts. */
export function comparedStories<FormatStories extends Stories>(
  comparison: SourcedComparison,
  read: (side: Side, cuts: Cuts) => FormatStories,
): { stories: Record<Side, FormatStories>; partners: Partners; aligner: StoryAligner } {
  const stories = {
    base: read("base", cutsOf(comparison, "base")),
    revised: read("revised", cutsOf(comparison, "revised")),
  };
  const partners = new Partners();
  const aligner = new StoryAligner(partners);
  visitAnchors(comparison, stories, {
    kept: (base, revised) => {
      partners.vote(base, revised);
      aligner.propose(base, revised);
    },
    ends: (base, revised) => {
      aligner.propose(base, revised);
    },
  });
  partners.pairVoted();
  return { stories, partners, aligner };
}

/** Something that a redline in the revised file does not show. */
export type RedlineNotice =
  /** Tracked changes of the two files that were accepted first. */
  | { readonly code: "changes-accepted"; readonly count: number }
  /** Comments of the base file that the revised file does not have. */
  | { readonly code: "base-comments-left-out"; readonly count: number }
  /** Headers and footers differ. Those of the revised file are kept. */
  | { readonly code: "headers-not-compared" }
  /** Styles of deleted text that the revised file does not have. */
  | { readonly code: "styles-left-out"; readonly count: number }
  /** Paragraphs of an OpenDocument text that stay empty once their text is accepted or rejected. */
  | { readonly code: "ends-not-tracked"; readonly count: number }
  /** Inserted and deleted drawings of an OpenDocument text that LibreOffice accepts and rejects with nothing. */
  | { readonly code: "drawings-not-tracked"; readonly count: number };

/** Returns the notices about comments of the base and about headers and footers, given as their texts. */
export function leftOutNotices(comments: number, headers: readonly [base: string, revised: string]): RedlineNotice[] {
  return [
    ...(comments > 0 ? [{ code: "base-comments-left-out", count: comments } as const] : []),
    ...(headers[0] === headers[1] ? [] : [{ code: "headers-not-compared" } as const]),
  ];
}

/** Returns how many comments of the base the revised file does not have. Programs number them differently in each file. */
export function missingOf(
  base: readonly SourceElement[],
  revised: readonly SourceElement[],
  facts: (comment: SourceElement) => readonly (string | undefined)[],
): number {
  const keyOf = (comment: SourceElement): string => JSON.stringify([...facts(comment), textIn(comment).trim()]);
  const counts = new Map<string, number>();
  for (const comment of revised) counts.set(keyOf(comment), (counts.get(keyOf(comment)) ?? 0) + 1);
  return base.filter((comment) => {
    const left = counts.get(keyOf(comment)) ?? 0;
    counts.set(keyOf(comment), left - 1);
    return left <= 0;
  }).length;
}
