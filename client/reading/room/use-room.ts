import { useCallback, useEffect, useMemo } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Library, ListedDocument, Me } from "#core/contract/forum-operations.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { useAnnotationWrites } from "../../annotations/use-annotation-writes.ts";
import { useMedia, usePrinting } from "../../components/use-media.ts";
import { consolidatable } from "../../consolidation/consolidated.ts";
import { parsedDraft } from "../../versions/parsed-draft.ts";
import { useOriginsShown } from "../../word-origins/origins-shown.ts";
import { usePlacing } from "../place/use-placing.ts";
import { selectionActions } from "../speak/selection-actions.ts";
import { useComposing } from "../speak/use-composing.ts";
import { useLinkedComment } from "../speak/use-linked-comment.ts";
import { sheetOf } from "../state/reading-address.ts";
import { useCardFocus } from "../state/use-card-focus.ts";
import { useReadingState } from "../state/use-reading-state.ts";
import { useThreadHandlers } from "../threads/use-thread-handlers.ts";
import { noteWalk } from "./note-walk.ts";
import { outlineOf } from "../../page-parts/outline-rows.ts";
import { negotiationSigns, useMarks, useMountedReader } from "./use-marks.ts";
import { useArrival, useScrollRestoration } from "./use-scroll-restoration.ts";
import { useRoomDispatch } from "./use-room-dispatch.ts";
import { useRoomKeys } from "./use-room-keys.ts";
import { useRoomRoutes } from "./use-room-routes.ts";

/** The data of a reading room. */
export interface RoomData {
  page: VersionPage;
  /** The name by which the version was requested: its address, an address that redirects to it, or its id. */
  requestedAs: string;
  annotations: readonly PlacedAnnotation[];
  document: ListedDocument;
  library: Library;
  me: Me;
}

/** A reading room: its data, its state and its actions. */
export type Room = ReturnType<typeof useRoom>;

/** Joins the parts of a reading room. Each hook has one concern; the reducer decides what an event does. */
export function useRoom(data: RoomData) {
  const { page, requestedAs, annotations, document: work, library, me } = data;
  const { version, text } = page;
  const draft = parsedDraft(page);
  const narrow = useMedia("(max-width: 959px)");
  const touch = useMedia("(pointer: coarse)") || narrow;
  const printing = usePrinting();
  const origins = useOriginsShown();

  const address = useReadingState(library.forum);
  const { state, set, open } = address;
  const mounted = useMountedReader();
  const { reader, selection } = mounted;
  const focus = useCardFocus(reader);
  const writes = useAnnotationWrites(version, me, library, requestedAs);
  const composer = useComposing({
    address: version.address,
    draft,
    me,
    writes,
    onSent: (note) => {
      set({ note });
      focus.toCard(note);
    },
  });
  const composing = composer.form.mode !== "closed";
  const composed = composer.form.mode === "closed" ? null : composer.form.composed;
  const actions = selectionActions({ page, document: work, me, narrow, address, selection, composer, focus });

  const overlay = useMarks(text, annotations, state.filters, composed);
  const threads = overlay.threads.beside;
  const rows = useMemo(() => outlineOf(text), [text]);
  const signs = useMemo(() => negotiationSigns(text), [text]);
  const drafts = useMemo(() => consolidatable(annotations, version, me), [annotations, version, me]);
  const arrive = useArrival(state, overlay.threads);
  useScrollRestoration(reader);
  useLinkedComment({
    reader,
    text,
    address: version.address,
    mayComment: actions.mayComment,
    begin: (subject, initialText) => {
      if (narrow) open({ list: "text", panel: "threads" });
      composer.begin(subject, initialText);
    },
  });
  useFormInSheet(narrow && sheetOf(state) === null, composer.close);

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

  const stepNote = noteWalk({ text, threads, reader }, state, (note) =>
    dispatch({ kind: "open-note", note, focus: true }),
  );
  const routes = useRoomRoutes(version, work.versions, state.clause);
  const goTo = useCallback((clause: string): void => dispatch({ kind: "go-to-clause", clause }), [dispatch]);
  useRoomKeys({
    state,
    reader,
    annotations,
    origins,
    actions,
    routes,
    dispatch,
    stepNote,
    onReplying: acts.onReplying,
  });

  return {
    ...data,
    draft,
    narrow,
    touch,
    printing,
    origins,
    address,
    mounted,
    focus,
    composer,
    composing,
    composed,
    actions,
    ...overlay,
    rows,
    signs,
    drafts,
    arrive,
    placing,
    dispatch,
    openNote,
    acts,
    stepNote,
    routes,
    goTo,
  };
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
