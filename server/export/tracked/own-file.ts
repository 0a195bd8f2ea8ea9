import type { Node } from "prosemirror-model";
import type { Compilation, CompiledReply, CompiledThread } from "#core/compile/compilation.ts";
import type { ProposalsInText } from "#core/compile/tracked-proposals.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { applyOperations } from "#core/propose/apply-operations.ts";
import type { SourceMap } from "#core/text/segments/block.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { dayOf } from "#core/text/wall-clock.ts";
import type { Parts } from "../package/parts.ts";
import {
  type AmendmentsOf,
  amendmentsByInsertion,
  type NestedAmendment,
  nestedAmendments,
  withNested,
} from "../shared/nested-amendments.ts";
import { planProposals, type ProposalPlan } from "../shared/proposal-plan.ts";
import { sourceView } from "../shared/source-view.ts";
import { fileWording } from "../shared/thread-view.ts";

/** A version with its own file. */
export interface OwnFile {
  /** The unpacked file. */
  readonly parts: Parts;
  /** Sources of the version's text in the file. */
  readonly sources: SourceMap;
  readonly compilation: Compilation;
}

/** A file with proposals, and those that it shows. */
export interface TrackedFile {
  readonly parts: Map<string, Uint8Array>;
  readonly plan: Pick<ProposalPlan<unknown>, "shown" | "hidden">;
  /** All steps that it shows, with the amendments that are inside their changes. */
  readonly steps: readonly ProposalOperation[];
  /** Number of amendments that are inside changes. */
  readonly amendments: number;
}

/** The changes that proposals make to a file. */
export interface OwnChanges<Tracker> extends Omit<TrackedFile, "parts" | "plan"> {
  readonly plan: ProposalPlan<Tracker>;
  /** The amendments whose changes are inside those of their proposals. */
  readonly nested: AmendmentsOf<Tracker>;
}

/**
 * Plans the changes of proposals in a version's own file, each by its author on the day of the proposal. `nests` says
 * whether amendments are changes inside those of their proposal; otherwise they are comments only.
 */
export function planOwnChanges<Tracker>(
  compilation: Compilation,
  proposals: ProposalsInText,
  { nests, trackerOf }: { nests: boolean; trackerOf: (by: ChangeAuthor) => Tracker },
): OwnChanges<Tracker> {
  const wording = fileWording(compilation);
  const nested = new Map<number, NestedAmendment[]>(
    nests ? proposals.shown.map(({ thread }) => [thread.number, nestedAmendments(thread, wording)]) : [],
  );
  const nestedOf = (thread: CompiledThread): NestedAmendment[] => nested.get(thread.number) ?? [];
  // As in a new document: LibreOffice joins insertions of one author and minute, also across the end of a paragraph.
  const at = ({ source, createdAt }: CompiledThread | CompiledReply, minute: string): Tracker => {
    const date = `${dayOf(createdAt, wording.forum.timeZone)}T00:${minute}:00`;
    return trackerOf({ author: sourceView(source, wording).name, date });
  };
  const trackersOf = (thread: CompiledThread) => ({ ofWords: at(thread, "00"), ofWholeClauses: at(thread, "02") });
  return {
    plan: planProposals(compilation, trackersOf, proposals),
    nested: new Map(
      proposals.shown.flatMap(({ thread, operations }) =>
        amendmentsByInsertion(operations, nestedOf(thread), (reply) => at(reply, "00")),
      ),
    ),
    steps: proposals.shown.flatMap(({ thread, operations }) => withNested(operations, nestedOf(thread))),
    amendments: [...nested.values()].flat().length,
  };
}

/** Author and date of the tracked changes. Word shows the date (ISO 8601) as it is, whatever its zone. */
export interface ChangeAuthor {
  readonly author: string;
  readonly date: string;
}

/**
 * Whether a text has the lines of a draft with all steps. White space may differ, because a file can have more than a
 * draft. So may the order of notes, and a new label that is read as part of its text.
 */
export function hasLines(text: string, draft: Node, steps: readonly ProposalOperation[]): boolean {
  const wanted = linesOf(versionTextOf(applyOperations(draft, steps).draft).text);
  const labels = steps.flatMap((step) =>
    step.kind === "insert" && step.clause.label !== null
      ? [step.clause.label]
      : step.kind === "relabel" && step.label !== null
        ? [step.label]
        : [],
  );
  const counts = new Map<string, number>();
  for (const line of wanted) counts.set(line, (counts.get(line) ?? 0) + 1);
  const take = (line: string): boolean => {
    const count = counts.get(line) ?? 0;
    if (count > 0) counts.set(line, count - 1);
    return count > 0;
  };
  const lines = linesOf(text);
  const isTaken = (line: string): boolean =>
    take(line) ||
    labels.some(
      (label) => line.includes(label) && take(line.slice(line.indexOf(label) + label.length).replace(/^\W*\s/u, "")),
    );
  return lines.length === wanted.length && lines.every(isTaken);
}

function linesOf(text: string): string[] {
  return text.split("\n").flatMap((line) => {
    const single = line.replaceAll(/\s+/gu, " ").trim();
    return single === "" ? [] : [single];
  });
}
