import type { Parts } from "../package/parts.ts";
import { StoryAligner } from "./align-stories.ts";
import { cutsOf, type Side, type SourcedComparison, visitAnchors } from "./anchors.ts";
import type { Cuts } from "./atoms.ts";
import type { ChangeAuthor } from "./change-author.ts";
import { Partners } from "./partners.ts";
import type { RedlineNotice } from "./redline-notice.ts";
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
