import type { Forum } from "#core/access/forum.ts";
import { type Actor, can } from "#core/access/permissions.ts";
import { readingPath } from "#core/contract/pages.ts";
import { type Consultation, consultationState } from "#core/outcome/consultation.ts";
import { previousStatement } from "#core/discuss/revisable.ts";
import { timeText } from "#core/phrases/dates.ts";
import { consultationEntries } from "#core/phrases/forum-calendar.ts";
import { type CalendarEvent, calendarFile } from "../../export/feeds/calendar-file.ts";
import { dueClosing } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { eventsBackwards } from "../kernel/events.ts";
import type { FileAnswer } from "../kernel/file-answer.ts";
import { sha256 } from "../kernel/hashes.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findForum } from "../versions/find-version.ts";
import { addressOf } from "../versions/version-order.ts";

/** The language of files that others than a page's reader read. */
export const feedLanguage = "en";

/** Maximum number of ends and cancellations of consultations to look at, the latest ones. */
const mostPast = 100;

/**
 * Returns the forum's calendar: its meetings, consultations that are not over, and the latest past and cancelled ones.
 * @throws ProblemError not-signed-in, not-found (no forum yet)
 */
export async function getForumCalendar(context: Context, actor: Actor): Promise<FileAnswer> {
  return context.store.read(async (reader) => {
    const forum = await findForum(reader, actor);
    const due = await reader.list("consultations", { closing: dueClosing });
    const consultations = new Map(due.map((consultation) => [consultation.id, consultation]));
    let read = 0;
    const past = [{ kind: "consultation-closed" }, { kind: "consultation-called-off" }] as const;
    for await (const { subject } of eventsBackwards(reader, past, Number.MAX_SAFE_INTEGER)) {
      if ((read += 1) > mostPast) break;
      const consultation = consultations.has(subject.id) ? undefined : await reader.get("consultations", subject.id);
      if (consultation) consultations.set(subject.id, consultation);
    }
    const meetings = forum.calendar.map(({ date, title, place, uid, sequence = 0 }): CalendarEvent => {
      const id = uid ?? sha256(JSON.stringify([date, title, place])).slice(0, 16);
      return {
        ...{ uid: uidOf(context, forum, `meeting-${id}`), sequence, changedAt: null, start: date },
        ...{ title, place, description: null, url: null, isCancelled: false },
      };
    });
    const events = await eventsOfAll(context, reader, { actor, forum }, [...consultations.values()]);
    return answer(forum.id, forum.name, [...meetings, ...events]);
  });
}

/**
 * Returns the calendar of a document: the deadlines of its consultations.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getDocumentCalendar(
  context: Context,
  actor: Actor,
  { document: documentId }: { document: string },
): Promise<FileAnswer> {
  return context.store.read(async (reader) => {
    const forum = await findForum(reader, actor);
    const document = await reader.get("documents", documentId);
    if (!document) throw new ProblemError("not-found");
    const consultations = await reader.list("consultations", { documentId });
    const events = await eventsOfAll(context, reader, { actor, forum }, consultations);
    return answer(documentId, `${forum.shortName}: ${document.shortTitle}`, events);
  });
}

async function eventsOfAll(
  context: Context,
  reader: Reader,
  of: { actor: Actor; forum: Forum },
  consultations: readonly Consultation[],
): Promise<CalendarEvent[]> {
  const events = await Promise.all(consultations.map((one) => eventsOf(context, reader, of, one)));
  return events.flat();
}

/** Returns the events of a consultation. A cancelled one keeps its last times, so that programs can mark it. */
async function eventsOf(
  context: Context,
  reader: Reader,
  { actor, forum }: { actor: Actor; forum: Forum },
  consultation: Consultation,
): Promise<CalendarEvent[]> {
  const { id, documentId, current, history, revision } = consultation;
  const terms = current ?? previousStatement(consultation);
  const [version, document] = await Promise.all([reader.get("versions", id), reader.get("documents", documentId)]);
  if (!terms || !version || !document || !can(actor, "read-version", { forum, version })) return [];
  const address = addressOf(version, await reader.list("versions", { documentId }));
  const isUpcoming = consultationState(terms, context.now()) === "upcoming";
  const { timeZone } = forum;
  const names = { document: document.shortTitle, version: version.label, address };
  return consultationEntries({ terms, isUpcoming, timeZone }, names, feedLanguage).map((entry): CalendarEvent => {
    const start = entry.at ?? entry.date;
    const uid = uidOf(context, forum, `${start === terms.closesAt ? "closes" : "opens"}-${id}`);
    const url = context.publicUrl === null ? null : context.publicUrl + readingPath(address);
    const description = `${entry.title}: ${timeText(start, feedLanguage, timeZone)}`;
    return {
      ...{ uid, sequence: revision, changedAt: current?.at ?? history.at(-1)?.until ?? terms.at, start },
      ...{ title: entry.title, place: entry.place, description, url, isCancelled: current === null },
    };
  });
}

/** Returns an id that no other forum uses. */
function uidOf({ publicUrl }: Pick<Context, "publicUrl">, { id }: Forum, name: string): string {
  return `${name}@${publicUrl === null ? id : new URL(publicUrl).hostname}`;
}

/** Sorts the events, so that the same calendar is the same file. */
function answer(id: string, name: string, events: readonly CalendarEvent[]): FileAnswer {
  const keyOf = ({ start, uid }: CalendarEvent): string => `${start} ${uid}`;
  const sorted = events.toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  return {
    fileName: `${id}.ics`,
    mediaType: "text/calendar",
    bytes: new TextEncoder().encode(calendarFile({ name, events: sorted })),
  };
}
