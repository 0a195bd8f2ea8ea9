import type { Node } from "prosemirror-model";
import * as z from "zod";
import { type Annotation, annotationKinds, commentTypes, SpokenChange, Visibility } from "#core/discuss/annotation.ts";
import { InlineContent, ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { Speaker } from "#core/discuss/speaker.ts";
import { isSameTargets, Target } from "#core/discuss/target.ts";
import type { Subject } from "../../annotations/target.ts";

/**
 * What a proposal does to the clauses it speaks of.
 *
 * - throughout: the same words are replaced wherever they stand.
 * - as-made: steps that none of the other forms shows; they stay as they are.
 */
const proposalModes = [
  "reword",
  "insert",
  "delete",
  "move",
  "merge",
  "split",
  "relabel",
  "throughout",
  "as-made",
] as const;
type ProposalMode = (typeof proposalModes)[number];

/** A mode that is chosen by hand: throughout follows from the places one speaks of, as-made from what somebody made. */
export type ChosenMode = Exclude<ProposalMode, "throughout" | "as-made">;

/**
 * What may be proposed for clauses together. Cells of a table stay where they stand, and so does a footnote, which goes
 * with what refers to it; clauses are merged, split and numbered one at a time.
 */
export function modesFor(clauses: readonly Node[]): ChosenMode[] {
  const kinds = new Set(clauses.map(({ attrs }) => String(attrs["kind"])));
  const single = clauses.length === 1;
  if (kinds.has("cell")) return ["reword"];
  if (kinds.has("footnote")) return ["reword", "delete", ...(single ? (["relabel"] as const) : [])];
  return ["reword", "insert", "delete", "move", ...(single ? (["merge", "split", "relabel"] as const) : [])];
}

/** What is proposed, in every way a composer has of proposing: `mode` says which one counts. */
const Proposed = z.object({
  mode: z.enum(proposalModes).default("reword"),
  /** Proposed words, by clause id; clauses that stay as they are have none. */
  contents: z.record(z.string(), InlineContent).default({}),
  /** The label and words of a clause to come after. */
  insertion: z.object({ label: z.string(), text: z.string() }).default({ label: "", text: "" }),
  /** Id of the clause it is moved after, "" for the front; null while none is chosen. */
  after: z.string().nullable().default(null),
  /** Id of the clause it is merged with; null while none is chosen. */
  mergedWith: z.string().nullable().default(null),
  /** Where the clause is split, as an offset into its text, and the label of the second half; null while nowhere. */
  split: z.object({ at: z.int().nonnegative(), label: z.string() }).nullable().default(null),
  /** The label it is given; null while none was typed. */
  label: z.string().nullable().default(null),
  /** What stands in place of the same words wherever they stand; null while nothing was typed. */
  replacement: z.string().nullable().default(null),
  /** Steps that no form shows, as somebody else made them. */
  steps: z.array(ProposalOperation).default([]),
});
export type Proposed = z.infer<typeof Proposed>;

/** Everything typed into a composer, kept as it is until it is sent. */
export const Written = Proposed.extend({
  kind: z.enum(annotationKinds),
  target: Target,
  /** Other places it speaks of too. */
  also: z.array(Target).default([]),
  /** The change it speaks of there; null where of none. */
  change: SpokenChange.nullable().default(null),
  text: z.string(),
  type: z.enum(commentTypes),
  visibility: Visibility,
  /** Id of the circle that is to see it, for that visibility. */
  circle: z.string().nullable().default(null),
  capacity: Speaker.shape.capacity,
  jointly: z.array(z.string()),
});
export type Written = z.infer<typeof Written>;

/** A composer in which nothing is proposed yet. */
export const nothingProposed: Proposed = Proposed.parse({});

/** An empty composer for a subject, for somebody who speaks in a capacity. */
export function emptyWritten({ kind, target, change = null }: Subject, capacity: Written["capacity"]): Written {
  return {
    ...nothingProposed,
    kind,
    target,
    also: [],
    change,
    text: "",
    type: kind === "proposal" ? "technical" : "general",
    visibility: "submitted",
    circle: null,
    capacity,
    jointly: [],
  };
}

/** Whether anything was typed or chosen at all. */
export function isBlank({ text, also, mode, contents, insertion, ...chosen }: Written): boolean {
  return (
    text.trim() === "" &&
    also.length === 0 &&
    mode !== "delete" &&
    mode !== "as-made" &&
    Object.keys(contents).length === 0 &&
    insertion.text.trim() === "" &&
    [chosen.after, chosen.mergedWith, chosen.split, chosen.label, chosen.replacement].every((one) => one === null)
  );
}

/** The composer as it would have to be for an annotation that is being edited, with what it proposes. */
export function writtenOf(annotation: Annotation, proposed: Proposed): Written {
  const { kind, text, type, visibility, circleId, speaker, targets, change } = annotation;
  const [target = { kind: "document" as const }, ...also] = targets;
  return {
    ...proposed,
    kind,
    target,
    also,
    change,
    text,
    type,
    visibility,
    circle: circleId,
    capacity: speaker.capacity,
    jointly: [...speaker.jointly, ...speaker.awaiting].map(({ id }) => id),
  };
}

/** How many places an annotation may speak of. */
const mostPlaces = 200;

/** What a composer becomes where it speaks of these places: words are replaced throughout only where there are several. */
export function speakingOf(written: Written, target: Target, also: readonly Target[]): Partial<Written> {
  const kept = also.slice(0, mostPlaces - 1);
  const throughout = written.kind === "proposal" && kept.length > 0;
  return {
    target,
    also: kept,
    ...(throughout && written.mode !== "throughout" && { mode: "throughout", replacement: written.replacement ?? "" }),
    ...(!throughout && written.mode === "throughout" && { mode: "reword", replacement: null }),
  };
}

/** What a composer becomes where its first place is left out and another of its places comes first. */
export function leaveOutFirst(written: Written, next: Target): Partial<Written> {
  return speakingOf(
    written,
    next,
    written.also.filter((one) => !isSameTargets([one], [next])),
  );
}
