import type { CompiledThread } from "#core/compile/compilation.ts";
import { trackedProposals } from "#core/compile/tracked-proposals.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { edited } from "../original/edits.ts";
import type { OwnFile, TrackedFile } from "../own-file/write-own-file.ts";
import { planProposals } from "../shared/proposal-plan.ts";
import { sourceView } from "../shared/source-view.ts";
import { fileWording, threadViewer } from "../shared/thread-view.ts";
import { NewStyles } from "./new-styles.ts";
import { OdtBlockEdits } from "./odt-block-edits.ts";
import { contentPart, OdtContent } from "./odt-content.ts";
import { OdtPlaces } from "./odt-places.ts";
import { type OdtAuthor, OdtRegions } from "./odt-regions.ts";
import { OdtReplacements } from "./odt-replacements.ts";
import { commentEdits } from "./write-odt-comments.ts";

/**
 * Writes proposals as tracked changes into the version's own OpenDocument text, each under its author's name, and all
 * comments and proposals as comments. Replaced words, and deleted and new clauses are tracked. A proposal with another
 * step is a comment.
 *
 * @throws UnsupportedPackageError if they cannot be written safely, or if the file has tracked changes of its own
 */
export function writeOdtProposals({ parts, sources, compilation }: OwnFile): TrackedFile {
  const content = new OdtContent(parts);
  const places = new OdtPlaces(content, sources, compilation.clauses);
  const styles = new NewStyles(content);
  const regions = new OdtRegions(content);
  const setting = { content, places, styles, regions };
  const replacements = new OdtReplacements(setting, compilation.clauses);
  const blocks = new OdtBlockEdits(setting, compilation.clauses);
  const isWritable = (step: ProposalOperation): boolean =>
    step.kind === "delete"
      ? blocks.canDelete(step.clause)
      : step.kind === "insert"
        ? blocks.canInsert(step)
        : replacements.isWritable(step);
  const proposals = trackedProposals(compilation, isWritable);
  const wording = fileWording(compilation);
  const plan = planProposals(
    compilation,
    ({ source, createdAt }: CompiledThread) => {
      const by: OdtAuthor = { author: sourceView(source, wording).name, date: `${createdAt.slice(0, 10)}T00:00:00` };
      return { ofWords: by, ofWholeClauses: by };
    },
    proposals,
  );
  for (const [clause, { replaced, deleted }] of plan.edits) {
    if (deleted) blocks.delete(clause, deleted);
    else for (const { step, tracker } of replaced) replacements.write(step, tracker);
  }
  for (const [after, followers] of plan.followers) {
    for (const follower of followers)
      if ("inserted" in follower) blocks.insert(follower.inserted, after, follower.tracker);
  }
  const comments = commentEdits(compilation, { content, places, styles, view: threadViewer(compilation, plan) });
  const beside = comments.flatMap((edit) => {
    const isEnd = edit.text.startsWith("<office:annotation-end");
    return blocks.takeOver(edit, isEnd) ? [] : [replacements.beside(edit, isEnd)];
  });
  const whole = blocks.edits();
  const changes = [...whole.edits, ...replacements.edits(), ...beside, ...whole.ends];
  const edits = [...styles.edits(), ...regions.edits(), ...changes];
  const written = new Map(parts);
  if (edits.length > 0) written.set(contentPart, new TextEncoder().encode(edited(content.source.xml, edits)));
  return { parts: written, plan, steps: proposals.shown.flatMap(({ operations }) => operations) };
}
