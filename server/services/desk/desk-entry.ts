import { isDeepStrictEqual } from "node:util";
import type * as z from "zod";
import type { Actor } from "#core/access/permissions.ts";
import type { ChangedDesk, DeskChange, deskOperations, leftOutReasons } from "#core/contract/desk-operations.ts";
import { previousStatement, revise, statementOf } from "#core/discuss/revisable.ts";
import { isUndecided } from "#core/outcome/decision.ts";
import { type DeskEntry, type DeskNotes, mostTags, noNotes } from "#core/outcome/desk-entry.ts";
import type { Writer } from "../../store/store.ts";
import { findAnnotation, type FoundAnnotation } from "../annotations/find-annotation.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";
import { checkDecision, newDecision, storeDecision } from "../outcome/decision.ts";
import { readDeskItems } from "./desk.ts";

type Named = z.infer<typeof deskOperations.releaseDecisions.body>["items"][number];
type ChangedItem = z.infer<typeof deskOperations.changeDesk.body>["items"][number];
type LeftOut = (typeof leftOutReasons)[number];

/**
 * Assigns annotations, tags them, notes something about them, or prepares a decision on them, which may be released at
 * once. Those that somebody changed since the actor read them are left out, and so are those that somebody decided, if a
 * decision is prepared that does not replace theirs.
 * @throws ProblemError not-signed-in, not-allowed, invalid-request
 */
export async function changeDesk(
  context: Context,
  actor: Actor,
  { items, change: ofAll }: { items: readonly ChangedItem[]; change: DeskChange },
  signal: AbortSignal | null,
): Promise<ChangedDesk> {
  return changeEach(context, actor, { items, signal }, async (found, writer, item) => {
    const { annotation, desk, decision } = found;
    const { change: own, replaces, changeId } = item;
    const change = { ...ofAll, ...own };
    if (change.prepared && decision?.current && decision.revision !== replaces) return "decided";
    const next = await changed(context, writer, actor, { found, notes: desk?.current ?? noNotes, change });
    const { prepared } = next;
    if (change.release && change.prepared && prepared) {
      const { revision: _revision, ...made } = prepared;
      const after = await storeDecision(context, writer, actor, { annotation, before: decision, next: made, changeId });
      await storeEntry(context, writer, actor, found, { ...next, prepared: null, releasedAs: after.revision });
    } else await storeEntry(context, writer, actor, found, next);
    return null;
  });
}

/**
 * Releases prepared decisions. Those that somebody changed or decided in the meantime are left out.
 * @throws ProblemError not-signed-in, not-allowed, invalid-request
 */
export async function releaseDecisions(
  context: Context,
  actor: Actor,
  { items }: { items: readonly Named[] },
  signal: AbortSignal | null,
): Promise<ChangedDesk> {
  return changeEach(context, actor, { items, signal }, async (found, writer, { changeId }) => {
    const { annotation, decision: before, desk } = found;
    const notes = desk?.current;
    if (!notes?.prepared) return "nothing";
    const { revision, ...prepared } = notes.prepared;
    if (revision !== (before?.revision ?? 0)) return "decided";
    if (!(await isStillValid(writer, found, prepared))) return "not-valid";
    const next = { ...prepared, at: context.now().toISOString() };
    const after = await storeDecision(context, writer, actor, { annotation, before, next, changeId });
    await storeEntry(context, writer, actor, found, { ...notes, prepared: null, releasedAs: after.revision });
    return null;
  });
}

/**
 * Undoes the change of annotations on the desk that made a revision. Later changes must have been undone. If it was a
 * release, the decision is taken back too and is prepared again. Those that somebody changed or decided in the meantime
 * are left out.
 * @throws ProblemError not-signed-in, not-allowed, invalid-request
 */
export async function undoDesk(
  context: Context,
  actor: Actor,
  { items }: { items: readonly Named[] },
  signal: AbortSignal | null,
): Promise<ChangedDesk> {
  return changeEach(context, actor, { items, signal, isAsBefore: isAsAt }, async (found, writer, item) => {
    const { annotation, decision, desk } = found;
    const { revision, changeId } = item;
    if (!desk) return "nothing";
    const released = desk.current?.releasedAs;
    const next = statementOf(desk, revision - 1) ?? noNotes;
    if (released === undefined) {
      // The release was undone already.
      if (next.releasedAs !== undefined && next.releasedAs !== decision?.revision) return "nothing";
      await storeEntry(context, writer, actor, found, next);
      return null;
    }
    if (decision?.revision !== released) return "decided";
    const before = previousStatement(decision);
    const stored = { annotation, before: decision, next: before, changeId };
    const after = await storeDecision(context, writer, actor, stored);
    const prepared = next.prepared && { ...next.prepared, revision: after.revision };
    await storeEntry(context, writer, actor, found, { ...next, prepared });
    return null;
  });
}

/** Returns whether the notes are those of a revision, because later changes were undone. */
function isAsAt(desk: DeskEntry | null, revision: number): boolean {
  if (!desk) return revision === 0;
  // The undo of a release bases the prepared decision on another one.
  const [now, then] = [desk.current, statementOf(desk, revision)].map(
    (notes) => notes && { ...notes, prepared: notes.prepared && { ...notes.prepared, revision: 0 } },
  );
  return isDeepStrictEqual(now, then);
}

/** Changes annotations in one transaction, each in its turn, and returns them as they are then. */
async function changeEach<Item extends Named>(
  context: Context,
  actor: Actor,
  {
    items,
    signal,
    isAsBefore = (desk, revision) => (desk?.revision ?? 0) === revision,
  }: {
    items: readonly Item[];
    signal: AbortSignal | null;
    /** Whether nobody changed the notes since a revision. */
    isAsBefore?: (desk: DeskEntry | null, revision: number) => boolean;
  },
  change: (found: FoundAnnotation, writer: Writer, item: Item & { changeId: string }) => Promise<LeftOut | null>,
): Promise<ChangedDesk> {
  authorise(actor, "decide");
  const named = new Map(items.map((item) => [item.annotation, item]));
  const changeId = context.newId();
  const left = await context.store.transact(async (writer) => {
    const leftOut = new Map<string, LeftOut>();
    for (const item of named.values()) {
      const { annotation, revision } = item;
      const found = await findOpen(context, writer, actor, annotation);
      const isSame = found && isAsBefore(found.desk, revision);
      const reason = !found ? "not-open" : !isSame ? "changed" : await change(found, writer, { ...item, changeId });
      if (reason !== null) leftOut.set(annotation, reason);
    }
    return leftOut;
  });
  const shown = await readDeskItems(context, actor, [...named.keys()], signal);
  return {
    items: shown.filter(({ id }) => !left.has(id)),
    leftOut: [...left].map(([annotation, reason]) => {
      return { annotation, reason, item: shown.find(({ id }) => id === annotation) ?? null };
    }),
  };
}

/** Returns an annotation of which the actor may know, with its notes. Null if none can be decided on by that name. */
async function findOpen(context: Context, writer: Writer, actor: Actor, id: string): Promise<FoundAnnotation | null> {
  const found = await findAnnotation(context, writer, actor, id).catch((error: unknown) => {
    if (error instanceof ProblemError && error.code === "not-found") return null;
    throw error;
  });
  const { annotation } = found ?? {};
  return found && annotation && isUndecided({ annotation, decision: null }) ? found : null;
}

/** Whether a decision could be made now: another annotation, an amendment or a draft that it names may be gone since. */
async function isStillValid(
  writer: Writer,
  found: FoundAnnotation,
  prepared: Parameters<typeof checkDecision>[2],
): Promise<boolean> {
  try {
    await checkDecision(writer, found, prepared);
    return true;
  } catch (error) {
    if (error instanceof ProblemError && error.code === "invalid-request") return false;
    throw error;
  }
}

async function changed(
  context: Context,
  writer: Writer,
  actor: Actor,
  { found, notes, change }: { found: FoundAnnotation; notes: DeskNotes; change: DeskChange },
): Promise<DeskNotes> {
  const { assignedTo = notes.assignedTo, dueOn = notes.dueOn, addTags = [], removeTags = [], note, prepared } = change;
  if (change.assignedTo && !(await writer.get("participants", change.assignedTo)))
    throw invalidField("change", "participant-unknown");
  const at = context.now().toISOString();
  const isJoinedWith = typeof change.grouping === "object" && change.grouping?.with === found.annotation.id;
  const grouping = change.grouping === undefined ? notes.grouping : isJoinedWith ? null : change.grouping;
  const tags = [...new Set([...notes.tags, ...addTags])].filter((tag) => !removeTags.includes(tag));
  return {
    ...{ assignedTo, dueOn, tags: tags.slice(0, mostTags) },
    notes: note === undefined ? notes.notes : [...notes.notes, { text: note, by: actor.participantId ?? "", at }],
    ...(grouping && { grouping }),
    prepared: prepared
      ? {
          ...(await newDecision(context, writer, actor, { found, input: prepared })),
          revision: found.decision?.revision ?? 0,
        }
      : prepared === null
        ? null
        : notes.prepared,
  };
}

async function storeEntry(
  context: Pick<Context, "now">,
  writer: Writer,
  actor: Actor,
  { annotation: { id, documentId }, desk: before }: Pick<FoundAnnotation, "annotation" | "desk">,
  next: DeskNotes,
): Promise<void> {
  const at = context.now().toISOString();
  const after: DeskEntry = { id, documentId, ...revise(before, next, at) };
  await writer.put("deskEntries", after);
  await writer.append({
    ...{ kind: "desk-changed", at, actor: actor.participantId, onBehalfOf: actor.organisationId, documentId },
    subject: { collection: "deskEntries", id },
    ...{ before, after },
  });
}
