import type { Actor } from "#core/access/permissions.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { revise, previousStatement } from "#core/discuss/revisable.ts";
import {
  type Consultation,
  type ConsultationChoice,
  consultationState,
  type ConsultationTerms,
} from "#core/outcome/consultation.ts";
import { openConsultationBefore } from "#core/outcome/open-consultation.ts";
import type { Version } from "#core/text/version.ts";
import { dueClosing, subjectKey } from "../../store/indexes.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { listVersion, readVersions } from "../comparison/listed-version.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { quietly } from "../kernel/events.ts";
import { followDue } from "../kernel/follow-due.ts";
import { checkRevision, invalidField, ProblemError, unsaved } from "../kernel/problem.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { findVersion } from "../versions/find-version.ts";

type ConsultationInput = { version: string; revision: number; notify?: boolean };

/**
 * Sets the period in which a published version is open to comments. Submitted comments stay; whether they are late
 * depends on the current deadline. Without `notify`, nobody is notified.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, revision-conflict, wrong-state
 */
export async function setConsultation(
  context: Context,
  actor: Actor,
  input: ConsultationInput & Pick<ConsultationTerms, "opensAt" | "closesAt" | "blind">,
): Promise<ListedVersion> {
  return changeConsultation(context, actor, input, async (_before, version, writer) => {
    const { opensAt, closesAt, blind } = input;
    if (version.state !== "published") throw new ProblemError("wrong-state", { state: version.state });
    if (new Date(closesAt) <= new Date(opensAt)) throw invalidField("closesAt", "closes-before-it-opens");
    const speaker = await freezeSpeaker(writer, actor, {});
    return { opensAt, closesAt, blind, by: speaker, at: context.now().toISOString() };
  });
}

/**
 * Cancels a consultation.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function callOffConsultation(
  context: Context,
  actor: Actor,
  input: ConsultationInput,
): Promise<ListedVersion> {
  return changeConsultation(context, actor, input, (before) => {
    if (!before?.current) throw new ProblemError("wrong-state", { state: "none" });
    return Promise.resolve(null);
  });
}

/**
 * Undoes the last change of a consultation. Nobody is notified if nobody was of that change.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function undoConsultation(
  context: Context,
  actor: Actor,
  input: ConsultationInput,
): Promise<ListedVersion> {
  return changeConsultation(context, actor, input, (before) => {
    if (!before) throw new ProblemError("wrong-state", { state: "none" });
    return Promise.resolve(previousStatement(before));
  });
}

async function changeConsultation(
  context: Context,
  actor: Actor,
  input: ConsultationInput,
  next: (before: Consultation | null, version: Version, writer: Writer) => Promise<ConsultationTerms | null>,
): Promise<ListedVersion> {
  authorise(actor, "hold-consultation");
  const { version, record } = await context.store.transact(async (writer) => {
    const { version } = await findVersion(writer, actor, input.version);
    const change = async (before: Consultation | null): Promise<ConsultationTerms | null> => {
      checkRevision(before ?? unsaved, input);
      return next(before, version, writer);
    };
    const notify = input.notify ?? !(await isLastQuiet(writer, version));
    await storeConsultation(context, actor, writer, version, change, notify);
    return { version, record: await readVersions(context, writer, actor, version.documentId) };
  });
  return listVersion(context, record, version);
}

/** Stores the next terms of the consultation on a version, and records the event. */
async function storeConsultation(
  context: Context,
  actor: Actor,
  writer: Writer,
  { id, documentId }: Version,
  next: (before: Consultation | null) => Promise<ConsultationTerms | null>,
  notify = true,
): Promise<void> {
  const before = (await writer.get("consultations", id)) ?? null;
  const terms = await next(before);
  const at = context.now().toISOString();
  const after: Consultation = {
    id,
    documentId,
    ...revise(before, terms, at),
    toldClosing: before?.toldClosing ?? null,
  };
  await writer.put("consultations", after);
  await writer.append({
    at,
    actor: actor.participantId,
    onBehalfOf: actor.organisationId,
    kind: after.current ? "consultation-set" : "consultation-called-off",
    documentId,
    subject: { collection: "consultations", id },
    before,
    after,
    ...quietly(notify),
  });
}

/**
 * Closes the open consultation on another version of a document, or moves it to the version that is being published, in
 * the same transaction.
 *
 * One that closed in the meantime needs no closing. It cannot move, and the publication is refused, because its new
 * version would have no consultation, and nobody would notice.
 * @throws ProblemError not-signed-in, not-allowed, invalid-request
 */
export async function settleOpenConsultation(
  context: Context,
  actor: Actor,
  writer: Writer,
  {
    published,
    versions,
    choice,
    notify,
  }: { published: Version; versions: readonly Version[]; choice: ConsultationChoice; notify: boolean },
): Promise<void> {
  if (choice === "keep") return;
  authorise(actor, "hold-consultation");
  const now = context.now();
  const consultations = await writer.list("consultations", { documentId: published.documentId });
  const open = openConsultationBefore(published, versions, (version) => {
    const terms = consultations.find(({ id }) => id === version.id)?.current;
    return terms && consultationState(terms, now) === "open" ? terms : null;
  });
  if (!open && choice === "move") throw invalidField("consultation", "no-consultation-to-move");
  if (!open) return;
  const { version, terms } = open;
  const set = { ...terms, by: await freezeSpeaker(writer, actor, {}), at: now.toISOString() };
  const store = (on: Version, next: ConsultationTerms | null): Promise<void> =>
    storeConsultation(context, actor, writer, on, () => Promise.resolve(next), notify);
  if (choice === "close") return store(version, { ...set, closesAt: set.at });
  if (!terms.blind) await store(version, null);
  await store(published, set);
}

/**
 * Records an event for every consultation that has closed since the last call. The event notifies readers that they can
 * now see comments that were hidden from them.
 *
 * The consultation stores in the same transaction that its closing was recorded. A server that was down at the closing
 * time records it at startup, and among several servers only one does so.
 *
 * The event carries the time of closing. If a deadline is extended after it passed, the consultation closes a second
 * time.
 * @returns the time at which the next consultation closes; null if none is due.
 */
export async function closeConsultations(context: Context): Promise<Date | null> {
  const now = context.now();
  const consultations = await context.store.read((reader) => reader.list("consultations", { closing: dueClosing }));
  if (consultations.some((consultation) => isClosingUnrecorded(consultation, now))) {
    await context.store.transact(async (writer) => {
      for (const before of await writer.list("consultations", { closing: dueClosing })) {
        if (!before.current || !isClosingUnrecorded(before, now)) continue;
        const { closesAt, at } = before.current;
        // It was closed at once, and not by its deadline.
        const isQuiet = closesAt === at && (await isLastQuiet(writer, before));
        const after: Consultation = { ...before, toldClosing: closesAt };
        await writer.put("consultations", after);
        await writer.append({
          at: closesAt,
          actor: null,
          onBehalfOf: null,
          kind: "consultation-closed",
          documentId: before.documentId,
          subject: { collection: "consultations", id: before.id },
          before,
          after,
          ...quietly(!isQuiet),
        });
      }
    });
  }
  const closing = consultations.flatMap(({ current }) => (current ? [new Date(current.closesAt)] : []));
  const [next] = closing.filter((moment) => moment >= now).sort((left, right) => left.getTime() - right.getTime());
  // A submission at the exact closing time is on time, so the consultation counts as closed one millisecond later.
  return next ? new Date(next.getTime() + 1) : null;
}

/** Whether whoever changed a consultation last chose to notify nobody. */
async function isLastQuiet(reader: Reader, { id }: { id: string }): Promise<boolean> {
  const subject = subjectKey({ collection: "consultations", id });
  const [last] = await reader.eventsBefore({ subject, before: Number.MAX_SAFE_INTEGER, limit: 1 });
  return last?.quiet === true;
}

function isClosingUnrecorded({ current, toldClosing }: Consultation, now: Date): boolean {
  return current !== null && consultationState(current, now) === "closed" && toldClosing !== current.closesAt;
}

/** Waking once an hour limits the delay of a clock that was set, at negligible cost. */
const longestSleep = 3_600_000;

/** Records consultations as they close, for as long as the server runs. Returns a function that stops it. */
export function followConsultations(context: Context, failed: (error: unknown) => void): () => void {
  const look = (): Promise<Date | null> => closeConsultations(context);
  const { end } = followDue(context, { look, wakes: (kind) => kind === "consultation-set", longestSleep }, failed);
  return () => void end();
}
