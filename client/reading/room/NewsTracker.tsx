import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { announce } from "../../components/LiveRegion.tsx";
import { useShortcuts } from "../../components/shortcuts.ts";
import * as shape from "../../components/stored-shape.ts";
import { visitBefore } from "../../library/last-visit.ts";
import { nextIndex, startOf } from "./note-walk.ts";
import type { Room } from "./use-room.ts";

/** A visit to a document in a tab. All times are the server's (ISO 8601). */
interface Visit {
  /** The end of the visit before. Later comments and replies are new. */
  since: string;
  /** By the id of each thread that was opened, the time of its latest comment or reply then. */
  read: Readonly<Record<string, string>>;
}

const Visit = shape.object<Visit>({ since: shape.text, read: shape.recordOf(shape.text) });

/**
 * Finds the threads that others began or answered since the reader's last visit to the document, until the reader opens
 * them. A visit lasts as long as its tab, so that a reload keeps the news. Renders nothing.
 */
export function NewsTracker({ room }: { room: Room }): ReactNode {
  const { document: work, me, threads, setNews } = room;
  const { beside, general, orphans } = threads;
  const reader = me.participant?.id;
  const key = `rapporteur:news:${reader ?? "public"}/${work.id}`;
  const [visit, setVisit] = useState(() => readVisit(key, work.id));
  const all = useMemo(
    () => [...beside.map(({ placed }) => placed), ...general, ...orphans],
    [beside, general, orphans],
  );
  const { note } = room.address.state;
  const opened = all.find(({ annotation }) => annotation.id === note);
  const [unread, setUnread] = useState<{ note: string; since: string } | null>(null);
  if (unread && unread.note !== note) setUnread(null);
  useEffect(() => {
    if (!visit || !opened || newsOf(opened, reader, visit) === null) return;
    const { id } = opened.annotation;
    const since = visit.read[id] ?? visit.since;
    // Replies that arrive while it is open join those that were new before.
    setUnread((before) => before ?? { note: id, since });
    setVisit(withRead(visit, opened, reader));
  }, [visit, opened, reader]);
  useEffect(() => {
    try {
      if (visit) sessionStorage.setItem(key, JSON.stringify(visit));
    } catch {
      // Storage is blocked: a reload begins a visit.
    }
  }, [key, visit]);
  const news = useMemo(
    () =>
      new Map(
        all.flatMap((placed) => {
          const replies = visit && newsOf(placed, reader, visit);
          return replies === null ? [] : [[placed.annotation.id, replies] as const];
        }),
      ),
    [all, reader, visit],
  );
  /** Opens the next thread with news, after the open one or the reader's position. The last leads to the first. */
  const goNext = (): void => {
    const ids = all.map(({ annotation }) => annotation.id);
    const start = startOf(room.mounted.reader, room.address.state.clause);
    const from = opened ? all.indexOf(opened) + 1 : nextIndex(room.page.text, beside, { note: null, clause: start }, 1);
    const next = [...ids.slice(from), ...ids].find((id) => news.has(id));
    if (next === undefined) announce(messages.noNews);
    else
      room.dispatch({
        kind: "open-note",
        note: next,
        focus: true,
        list: general.some(({ annotation }) => annotation.id === next) ? "general" : "orphans",
      });
  };
  useShortcuts({ u: goNext });
  const latest = useRef(goNext);
  useEffect(() => {
    latest.current = goNext;
  });
  const openSince = unread?.since ?? null;
  useEffect(() => setNews({ threads: news, openSince, goNext: () => latest.current() }), [news, openSince, setNews]);
  return null;
}

/** Returns the visit that a tab continues, or a new one. Null if nothing is known of an earlier one. */
function readVisit(key: string, document: string): Visit | null {
  try {
    const stored = sessionStorage.getItem(key);
    if (stored !== null) return Visit(JSON.parse(stored));
  } catch {
    // Storage is blocked, or another version of the page stored it.
  }
  const since = visitBefore(document);
  return since === null ? null : { since, read: {} };
}

/** Returns what others wrote in a thread. Withdrawn, hidden and erased text is no news. */
function textsOf(
  { annotation, replies }: PlacedAnnotation,
  reader: string | undefined,
): { at: string; isReply: boolean }[] {
  return [
    { ...annotation, at: annotation.submittedAt ?? annotation.createdAt, isReply: false },
    ...replies.map((reply) => ({ ...reply, at: reply.createdAt, isReply: true })),
  ].filter(({ standing, speaker }) => standing === "open" && speaker.participantId !== reader);
}

/** Returns the number of new replies in a thread, 0 if its annotation is new, and null if nothing is. */
export function newsOf(placed: PlacedAnnotation, reader: string | undefined, { since, read }: Visit): number | null {
  const from = read[placed.annotation.id] ?? since;
  const news = textsOf(placed, reader).filter(({ at }) => at > from);
  if (news.some(({ isReply }) => !isReply)) return 0;
  return news.length === 0 ? null : news.length;
}

/** Marks a thread as read up to its latest text, so that a later one is new again. */
export function withRead(visit: Visit, placed: PlacedAnnotation, reader: string | undefined): Visit {
  const latest = textsOf(placed, reader).reduce((last, { at }) => (at > last ? at : last), visit.since);
  return { ...visit, read: { ...visit.read, [placed.annotation.id]: latest } };
}
