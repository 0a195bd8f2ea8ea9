import { useCallback, useEffect, useMemo, useState } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Forum } from "#core/access/forum.ts";
import type { ListedDocument, Me } from "#core/contract/forum-operations.ts";
import type { ReadVersion } from "../../api/queries.ts";
import type { Filters } from "../../annotations/annotation-filters.ts";
import type { AnnotationWrites } from "../../annotations/annotation-change.ts";
import { useAnnotationWrites } from "../../annotations/use-annotation-writes.ts";
import { useMedia, usePrinting } from "../../components/use-media.ts";
import { consolidatable } from "../../annotations/audience.ts";
import { usePlacing } from "../place/use-placing.ts";
import { selectionActions } from "../speak/selection-actions.ts";
import type { Composed } from "../speak/composer-state.ts";
import { useComposing } from "../speak/use-composing.ts";
import { type ReadingAddress, sheetOf, useReadingState } from "../state/use-reading-state.ts";
import type { DiscussionPart } from "../state/discussion-part.ts";
import type { News } from "../state/news.ts";
import { type CardFocus, useCardFocus } from "../state/use-card-focus.ts";
import type { Thread } from "../threads/threads-by-location.ts";
import { useThreadHandlers } from "../threads/use-thread-handlers.ts";
import { useNoteWalk } from "./note-walk.ts";
import { outlineOf } from "../../page-parts/Outline.tsx";
import { useMarks, useMountedReader } from "./use-marks.ts";
import { useArrival, useScrollRestoration } from "./use-scroll-restoration.ts";
import { useRoomDispatch } from "./use-room-dispatch.ts";
import { useRoomKeys, useRoomRoutes } from "./use-room-keys.ts";

/** The data of a reading room. */
export interface RoomData {
  page: ReadVersion;
  /** The name by which the version was requested: its address, an address that redirects to it, or its id. */
  requestedAs: string;
  annotations: readonly PlacedAnnotation[];
  /** Whether the annotations are still being loaded, so that their numbers are unknown. */
  isLoading: boolean;
  /** The discussion, if only a part of it is among the annotations. */
  part?: DiscussionPart | null;
  document: ListedDocument;
  forum: Forum;
  me: Me;
}

const noNews: News = { threads: new Map(), openSince: null, goNext: () => undefined };

/** A reading room: its data, its state and its actions. */
export type Room = ReturnType<typeof useRoom>;

/** Joins the parts of a reading room. Its state is in the address, so that every link and Back restore it. */
export function useRoom(data: RoomData) {
  const { page, requestedAs, annotations, document: work, forum, me } = data;
  const { version } = page;
  const display = useDisplay();
  const address = useReadingState(forum);
  const mounted = useMountedReader();
  const { reader } = mounted;
  const focus = useCardFocus(reader);
  const writes = useAnnotationWrites(version, me, requestedAs);
  useScrollRestoration(reader);
  const onReader = data.part?.onReader;
  useEffect(() => onReader?.(reader), [onReader, reader]);

  const parts: RoomParts = { ...data, ...display, address, mounted, focus, writes };
  const writing = useWriting(parts);
  const overlay = useOverlay(data, address.state.filters, writing.composed);
  const [news, setNews] = useState(noNews);
  const arrive = useArrival(address.state, { threads: overlay.threads, isLoading: data.isLoading, reader });
  const acting = useActions(parts, writing, overlay.threads.beside);
  const routes = useRoomRoutes(version, work.versions, address.state.clause);
  useRoomKeys({
    state: address.state,
    reader,
    annotations,
    actions: writing.actions,
    routes,
    dispatch: acting.dispatch,
    stepNote: acting.stepNote,
    onReplying: acting.acts.onReplying,
  });
  return { ...parts, ...writing, ...overlay, arrive, ...acting, routes, news, setNews };
}

/** The data of a room, the display it is shown on, and the tools that its parts share. */
interface RoomParts extends RoomData, ReturnType<typeof useDisplay> {
  address: ReadingAddress;
  mounted: ReturnType<typeof useMountedReader>;
  focus: CardFocus;
  writes: AnnotationWrites;
}

/** The kind of screen, and whether the page is being printed. */
function useDisplay() {
  const narrow = useMedia("(max-width: 959px)");
  const touch = useMedia("(pointer: coarse)") || narrow;
  return { narrow, touch, printing: usePrinting() };
}

/** The composer, and the actions on the selected text or the current clause that open it. */
function useWriting(parts: RoomParts) {
  const { page, document: work, me, narrow, address, mounted, focus, writes } = parts;
  const { version } = page;
  const composer = useComposing({
    address: version.address,
    me,
    writes,
    onSent: (note) => {
      address.set({ note });
      focus.toCard(note);
    },
    onReopened: (note) => address.set({ note }),
  });
  const { reader, selection } = mounted;
  const actions = selectionActions({ page, document: work, me, narrow, address, reader, selection, composer, focus });
  useFormInSheet(narrow && sheetOf(address.state) === null, composer.close);
  const composing = composer.form.mode !== "closed";
  const composed = composer.form.mode === "closed" ? null : composer.form.composed;
  return { composer, composing, composed, actions };
}

/** The marks, rows and threads shown on and beside the text. */
function useOverlay({ page, annotations, part, me }: RoomData, filters: Filters, composed: Composed | null) {
  const { version, text } = page;
  const overlay = useMarks(text, annotations, filters, composed);
  const rows = useMemo(() => outlineOf(text), [text]);
  const drafts = useMemo(() => consolidatable(annotations, version, me), [annotations, version, me]);
  return {
    ...overlay,
    counts: part?.byClause ?? overlay.counts,
    ticks: part?.ticks ?? overlay.ticks,
    rows,
    drafts,
  };
}

/** The dispatch of the room's actions, the mode in which an annotation is placed, and the actions of the cards. */
function useActions(
  parts: RoomParts,
  { composer, composing, actions }: ReturnType<typeof useWriting>,
  threads: readonly Thread[],
) {
  const { page, document: work, annotations, part, me, narrow, address, mounted, focus, writes } = parts;
  const { version, text } = page;
  const { state } = address;
  const { reader, selection } = mounted;
  const placing = usePlacing({ page, annotations, address, selection, reader, focus, narrow });
  const dispatch = useRoomDispatch(
    { state, narrow, placing: placing !== null, composing, selecting: selection !== null, threads },
    { address, reader, focus, placing, cancel: actions.cancel, closeComposer: composer.close },
  );
  const openNote = useCallback(
    (note: string | null): void => dispatch(note === null ? { kind: "close-note" } : { kind: "open-note", note }),
    [dispatch],
  );
  const onPlace = useCallback((note: string): void => dispatch({ kind: "start-placing", note }), [dispatch]);
  const goTo = useCallback((clause: string): void => dispatch({ kind: "go-to-clause", clause }), [dispatch]);
  const acts = useThreadHandlers({
    currentAddress: version.address,
    versions: work.versions,
    me,
    writes,
    composer,
    mayComment: actions.mayComment,
    openNote,
    onPlace,
    onDone: focus.toCard,
  });
  const stepNote = useNoteWalk({ text, threads, reader, part }, state, (note) =>
    dispatch({ kind: "open-note", note, focus: true }),
  );
  return { placing, dispatch, openNote, goTo, acts, stepNote };
}

/**
 * On a phone, the form is in a sheet. If the Back button closes the sheet, closes the form too; the typed text is
 * saved.
 */
function useFormInSheet(sheetGone: boolean, close: () => void): void {
  useEffect(() => {
    if (sheetGone) close();
  }, [sheetGone, close]);
}
