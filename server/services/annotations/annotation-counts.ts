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
  /** By the versions on which a reader may not know all that is submitted. */
  parts: Map<string, CountedParts>;
}

/** The threads that are known to all readers of the same submitted ones, and the others. */
interface CountedParts {
  submitted: AnnotationCounts;
  /** The other threads under each key, in text order. */
  others: ReadonlyMap<string, readonly OtherThread[]>;
}

interface OtherThread {
  /** Place in the text order. */
  index: number;
  placed: PlacedThread;
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
  if (!shared) counted.set(placed, (shared = { versions: versionsIn(placed), parts: new Map() }));
  const closed = new Set([...shared.versions].filter((id) => !knowsSubmittedOn(id)));
  const name = [...closed].sort().join();
  let parts = shared.parts.get(name);
  if (!parts) shared.parts.set(name, (parts = partsOf(clauses, placed, closed)));
  const { submitted, others } = parts;
  const own = new Map(keys.flatMap((key) => (others.get(key) ?? []).map((other) => [other.index, other.placed])));
  const known = [...own]
    .sort(([left], [right]) => left - right)
    .flatMap(([, other]) => (isKnown(other) ? [other] : []));
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

function versionsIn(placed: Placed): Set<string> {
  const submitted = placed.filter(({ thread }) => thread.annotation.visibility === "submitted");
  return new Set(submitted.map(({ thread }) => thread.annotation.versionId));
}

function partsOf(clauses: VersionText["clauses"], placed: Placed, closed: ReadonlySet<string>): CountedParts {
  const open: PlacedThread[] = [];
  const others = new Map<string, OtherThread[]>();
  for (const [index, one] of placed.entries()) {
    const { speaker, circleId, visibility, versionId } = one.thread.annotation;
    if (visibility === "submitted" && !closed.has(versionId)) {
      open.push(one);
      continue;
    }
    const keys = [
      ofPerson(speaker.participantId),
      ...[...organisationsBehind(speaker), ...speaker.awaiting].map(({ id }) => ofOrganisation(id)),
      ...(circleId === null ? [] : [ofCircle(circleId)]),
    ];
    for (const key of keys) {
      const list = others.get(key);
      if (list) list.push({ index, placed: one });
      else others.set(key, [{ index, placed: one }]);
    }
  }
  return { submitted: countAll(clauses, open), others };
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
