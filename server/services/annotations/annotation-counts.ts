import type { AnnotationCounts, AnnotationList } from "#core/contract/annotation-operations.ts";
import { countKinds } from "#core/discuss/annotation.ts";
import type { VersionText } from "#core/text/clause.ts";
import { representedBy } from "#core/access/permissions.ts";
import { organisationsBehind } from "#core/discuss/speaker.ts";
import type { PlacedThread } from "../kernel/kept-discussions.ts";
import type { Viewer } from "../kernel/visibility.ts";

type Placed = readonly PlacedThread[];

/** A reader whose threads are counted. */
export interface CountingReader {
  isKnown: (placed: PlacedThread) => boolean;
  /** Whether the reader may know all that are submitted on a version. */
  knowsSubmittedOn: (versionId: string) => boolean;
  /** Under which threads may be known to the reader that others do not know (`keysOf`). */
  keys: readonly string[];
}

/** What the readers of one state of a discussion share. */
interface Counted {
  /** Ids of the versions on which something is submitted. */
  versions: ReadonlySet<string>;
  /** Counts of what is submitted, by the versions that are left out because the reader may not know all on them. */
  submitted: Map<string, AnnotationCounts>;
  /** Indexes of the threads under each key, in text order. */
  under: ReadonlyMap<string, readonly number[]>;
}

/** One for each state of a discussion. */
const counted = new WeakMap<Placed, Counted>();

/**
 * Counts the threads on a version that a reader may know. All who may know what is submitted on the same versions share
 * its counts. Of drafts, and of what a blind consultation hides, it looks only at those under the reader's own keys.
 */
export function countAnnotations(
  { clauses }: Pick<VersionText, "clauses">,
  placed: Placed,
  { isKnown, knowsSubmittedOn, keys }: CountingReader,
): AnnotationCounts {
  let shared = counted.get(placed);
  if (!shared) counted.set(placed, (shared = sharedBy(placed)));
  const closed = new Set([...shared.versions].filter((id) => !knowsSubmittedOn(id)));
  const isOpen = ({ thread: { annotation } }: PlacedThread): boolean =>
    annotation.visibility === "submitted" && !closed.has(annotation.versionId);
  const name = [...closed].sort().join();
  let submitted = shared.submitted.get(name);
  if (!submitted) shared.submitted.set(name, (submitted = countAll(clauses, placed.filter(isOpen))));
  const own = new Set(keys.flatMap((key) => shared.under.get(key) ?? []));
  const known = [...own]
    .sort((left, right) => left - right)
    .flatMap((index) => placed[index] ?? [])
    .filter((one) => !isOpen(one) && isKnown(one));
  return known.length === 0 ? submitted : sumOf(clauses, submitted, countAll(clauses, known));
}

/** Returns the keys of a reader's threads: what they wrote, and what concerns their organisations and circles. */
export function keysOf({ actor, circles }: Pick<Viewer, "actor" | "circles">): string[] {
  return [
    ...(actor.participantId === null ? [] : [ofPerson(actor.participantId)]),
    ...representedBy(actor).map(ofOrganisation),
    ...[...circles.keys()].map(ofCircle),
  ];
}

const ofPerson = (id: string): string => `person ${id}`;
const ofOrganisation = (id: string): string => `organisation ${id}`;
const ofCircle = (id: string): string => `circle ${id}`;

function sharedBy(placed: Placed): Counted {
  const versions = new Set<string>();
  const under = new Map<string, number[]>();
  const put = (key: string, index: number): void => {
    const indexes = under.get(key);
    if (indexes) indexes.push(index);
    else under.set(key, [index]);
  };
  for (const [index, { thread }] of placed.entries()) {
    const { speaker, circleId, visibility, versionId } = thread.annotation;
    if (visibility === "submitted") versions.add(versionId);
    put(ofPerson(speaker.participantId), index);
    for (const { id } of [...organisationsBehind(speaker), ...speaker.awaiting]) put(ofOrganisation(id), index);
    if (circleId !== null) put(ofCircle(circleId), index);
  }
  return { versions, submitted: new Map(), under };
}

/** Returns the list of a position in the text order of a version with so many clauses. */
export function listAt(clause: number, clauses: number): Exclude<AnnotationList, "drafts"> {
  if (clause < clauses) return "text";
  return clause === clauses ? "general" : "unplaced";
}

/** Counts threads in text order. */
function countAll(clauses: VersionText["clauses"], placed: Placed): AnnotationCounts {
  const counts: AnnotationCounts = { total: 0, open: { text: 0, general: 0, unplaced: 0 }, clauses: [] };
  for (const { thread, clause: index } of placed) {
    const { kind, standing } = thread.annotation;
    const isOpen = standing === "open";
    counts.total += 1;
    if (isOpen) counts.open[listAt(index, clauses.length)] += 1;
    const clause = clauses[index]?.id;
    if (clause === undefined) continue;
    let last = counts.clauses.at(-1);
    if (last?.clause !== clause) counts.clauses.push((last = { clause, count: 0, open: countKinds([]) }));
    last.count += 1;
    if (isOpen) last.open[kind] += 1;
  }
  return counts;
}

function sumOf(clauses: VersionText["clauses"], one: AnnotationCounts, other: AnnotationCounts): AnnotationCounts {
  const [ones, others] = [one, other].map((counts) => new Map(counts.clauses.map((entry) => [entry.clause, entry])));
  return {
    total: one.total + other.total,
    open: {
      text: one.open.text + other.open.text,
      general: one.open.general + other.open.general,
      unplaced: one.open.unplaced + other.open.unplaced,
    },
    clauses: clauses.flatMap(({ id }) => {
      const [left, right] = [ones?.get(id), others?.get(id)];
      if (!left || !right) return left ?? right ?? [];
      const open = {
        comment: left.open.comment + right.open.comment,
        proposal: left.open.proposal + right.open.proposal,
      };
      return { clause: id, count: left.count + right.count, open };
    }),
  };
}
