import type { Compilation } from "#core/compile/compilation.ts";
import { ChangeTracker } from "./docx-tracking.ts";
import { planProposals, type ProposalPlan } from "./proposal-plan.ts";
import { sourceName, type ThreadWording } from "./thread-words.ts";

/** Plans the tracked changes of a Word file, each under the name of who proposes it and the day it was proposed. */
export function planTrackedChanges(compilation: Compilation, wording: ThreadWording): ProposalPlan<ChangeTracker> {
  const file = { next: 1, moveNames: new Map<string, string>() };
  return planProposals(compilation, ({ source, createdAt }) => {
    const ofWords = new ChangeTracker(sourceName(source, wording), createdAt.slice(0, 10), file);
    return { ofWords, ofWholeClauses: ofWords.ofWholeClauses };
  });
}
