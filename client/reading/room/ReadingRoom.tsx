import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useLocation } from "wouter";
import { clauseById } from "#core/text/clause-index.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Library, ListedDocument, Me } from "#core/contract/forum-operations.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { directionOf } from "#core/text/direction.ts";
import { useAnnotationWrites } from "../../annotations/use-annotation-writes.ts";
import { biographyPath, readingPath } from "#core/contract/pages.ts";
import { neighbours } from "../../versions/version-order.ts";
import { announce } from "../../components/LiveRegion.tsx";
import { consolidatable } from "../../consolidation/consolidated.ts";
import { showOrigins, useOriginsShown } from "../../word-origins/origins-shown.ts";
import type { Reader } from "../../reader/mount.ts";
import type { ReaderSelection } from "../../reader/selection.ts";
import { ClauseTools, SelectionBar, SpeakButtons, SpeakDock } from "../speak/SpeakBars.tsx";
import { Minimap } from "./Minimap.tsx";
import { NarrowRoom } from "./NarrowRoom.tsx";
import { namedSigns, useMarks } from "./use-marks.ts";
import { noteWalk } from "./note-walk.ts";
import { Outline } from "./Outline.tsx";
import { outlineOf } from "./outline-rows.ts";
import { parsedDraft } from "../../versions/parsed-draft.ts";
import { PlacingBar } from "../place/PlacingBar.tsx";
import { PrintedNotes } from "./PrintedNotes.tsx";
import { sheetOf } from "../state/reading-address.ts";
import { ReadOrigins } from "./ReadOrigins.tsx";
import { ReaderText } from "./ReaderText.tsx";
import { ReadingHeader } from "./ReadingHeader.tsx";
import { RoomDialogs } from "./RoomDialogs.tsx";
import { speaking } from "../speak/speaking.ts";
import { pathThere } from "./same-clause-path.ts";
import { quoteOfTarget, selectedTarget } from "../../annotations/target.ts";
import { countOpen } from "../threads/thread-places.ts";
import { ThreadColumn } from "../threads/ThreadColumn.tsx";
import { useArrival, useReturnPlace } from "./use-return-place.ts";
import { useBegunElsewhere } from "../speak/use-linked-comment.ts";
import { useCardFocus } from "../state/use-card-focus.ts";
import { useComposing } from "../speak/use-composing.ts";
import { useMedia, usePrinting } from "../../components/use-media.ts";
import { usePlacing } from "../place/use-placing.ts";
import { useReadingState } from "../state/use-reading-state.ts";
import { useShortcuts } from "../../components/use-shortcuts.ts";
import { useThreadActs } from "../threads/use-thread-actions.ts";
import { type RoomAct, versionActs, versionWays } from "../../versions/version-actions.ts";
import { VersionBanner } from "./VersionBanner.tsx";
import "./room.css";

/** The text, outline and margin of one version, with all their actions. */
export function ReadingRoom({
  page,
  asked,
  annotations,
  document: work,
  library,
  me,
}: {
  page: VersionPage;
  /** The name by which the version was requested: its address, an address that redirects to it, or its id. */
  asked: string;
  annotations: readonly PlacedAnnotation[];
  document: ListedDocument;
  library: Library;
  me: Me;
}): ReactNode {
  const { version, text } = page;
  const draft = parsedDraft(page);
  const address = useReadingState();
  const { state, set, open, jump, close } = address;
  const [reader, setReader] = useState<Reader | null>(null);
  const [tick, setTick] = useState(0);
  const [selection, setSelection] = useState<ReaderSelection | null>(null);
  const [, navigate] = useLocation();
  const narrow = useMedia("(max-width: 959px)");
  const touch = useMedia("(pointer: coarse)") || narrow;
  const focus = useCardFocus(reader);
  const { toCard, toClause } = focus;
  const writes = useAnnotationWrites(version, me, library, asked);
  const composer = useComposing(version.address, draft, me, writes, (note) => {
    set({ note });
    toCard(note);
  });
  const { form } = composer;
  const composing = form.mode !== "closed";
  const composed = form.mode === "closed" ? null : form.composed;
  const { maySpeak, begin, add, cancel, copy } = speaking({
    page,
    document: work,
    me,
    narrow,
    address,
    selection,
    composer,
    focus,
  });

  const { places, marks, counts, pending } = useMarks(text, annotations, state.filters, composed);
  const rows = useMemo(() => outlineOf(text), [text]);
  const signs = useMemo(() => namedSigns(text), [text]);
  const drafts = useMemo(() => consolidatable(annotations, version, me), [annotations, version, me]);
  const printing = usePrinting();
  const arrive = useArrival(state, places);
  const origins = useOriginsShown();
  const textPlace = useRef<HTMLDivElement>(null);
  useReturnPlace(reader);
  useBegunElsewhere(reader, text, version.address, maySpeak, (subject, words) => {
    if (narrow) open({ list: "text", panel: "threads" });
    composer.begin(subject, words);
  });

  // On a phone, the form is in a sheet. If the Back button closes the sheet, close the form too; the typed text is
  // saved.
  const sheet = sheetOf(state);
  const sheetGone = narrow && sheet === null;
  const { close: closeComposer } = composer;
  useEffect(() => {
    if (sheetGone) closeComposer();
  }, [sheetGone, closeComposer]);

  // Opening a comment must not render all the others again, so the callback has to remain the same function.
  const covered = useRef(false);
  useLayoutEffect(() => {
    covered.current = state.note !== null || state.panel !== null;
  });
  const openNote = useCallback(
    (note: string | null): void => {
      if (note === null) {
        (narrow ? close : set)({ note: null });
        return;
      }
      const thread = places.beside.find(({ id }) => id === note);
      if (thread) reader?.bringIntoView(thread);
      const change = { note, ...(thread ? { clause: thread.clause, list: "text" as const } : {}) };
      (narrow && !covered.current ? open : set)(change);
    },
    [places, reader, narrow, set, open, close],
  );
  const choosePlace = useCallback(
    (placing: string): void => (narrow ? close : set)({ placing, note: null, panel: null }),
    [narrow, set, close],
  );
  const acts = useThreadActs({
    here: version.address,
    versions: work.versions,
    me,
    writes,
    composer,
    maySpeak,
    openNote,
    onPlace: choosePlace,
    onDone: toCard,
  });
  const placing = usePlacing(page, annotations, address, selection, reader, focus, narrow);
  const walkTo = (note: string): void => {
    openNote(note);
    toCard(note);
  };
  const clauseOfNote = places.beside.find(({ id }) => id === state.note)?.clause ?? state.clause;

  const step = (by: 1 | -1): void => {
    const clause = reader?.clauseBeside(state.clause, by);
    if (!clause) {
      announce(by > 0 ? "This is the last clause." : "This is the first clause.");
      return;
    }
    set({ clause });
    toClause(clause);
  };
  const stepNote = noteWalk(text, places.beside, reader, state, walkTo);
  const letGo = (): void => {
    if (state.panel !== null || state.find !== null) close({ panel: null, find: null });
    else if (placing) placing.leave();
    else if (composing) cancel();
    else if (selection) window.getSelection()?.removeAllRanges();
    else if (state.note !== null) {
      openNote(null);
      toClause(clauseOfNote);
    }
  };
  const { before, after } = neighbours(work.versions, version.address);
  const biography = (): void => {
    if (state.clause !== null) navigate(biographyPath(version.address, state.clause));
  };
  const readVersion = (chosen: string): void => {
    const there = work.versions.find((one) => one.address === chosen);
    if (there) void pathThere(version, state.clause, there).then((path) => navigate(path));
  };
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    n: () => stepNote(1),
    p: () => stepNote(-1),
    c: () => begin("comment"),
    e: () => begin("proposal"),
    a: () => add?.(),
    r: () => {
      const placed = annotations.find(({ annotation }) => annotation.id === state.note);
      if (!placed) announce("Open a comment first: n and p step through them.");
      else if (placed.may.reply && placed.annotation.standing === "open") acts.onReplying(placed.annotation.id);
      else announce("This cannot be answered.");
    },
    b: biography,
    w: () => showOrigins(!origins),
    "[": () => before && readVersion(before.address),
    "]": () => after && readVersion(after.address),
    g: () => open({ find: "" }),
    "/": () => open({ find: "" }),
    "?": () => open({ panel: "keys" }),
    Escape: letGo,
  });

  const goTo = useCallback(
    (clause: string): void => {
      jump({ clause, find: null, panel: null });
      toClause(clause);
    },
    [jump, toClause],
  );
  const title = `${work.shortTitle}, ${version.label}`;
  const current = state.clause === null ? undefined : clauseById(text, state.clause);
  const versionMenu = {
    acts: [...versionWays(version, origins), ...versionActs(version, me)],
    onAct: (panel: RoomAct) => open({ panel }),
  };
  const speak = {
    maySpeak,
    onComment: () => begin("comment"),
    onPropose: () => begin("proposal"),
    onBiography: current && biography,
  };
  const selected = selection && selectedTarget(text, selection);
  const outline = (
    <Outline rows={rows} counts={counts} current={state.clause} language={version.language} onGo={goTo} />
  );
  const threads = (
    <ThreadColumn
      reader={reader}
      tick={tick}
      beside={!narrow}
      version={version}
      text={text}
      draft={draft}
      places={places}
      total={annotations.length}
      state={state}
      set={set}
      composer={composer}
      onCancel={cancel}
      me={me}
      organisations={library.organisations}
      drafts={drafts}
      maySpeak={maySpeak}
      acts={acts}
      focus={focus}
      onOpen={openNote}
    />
  );
  return (
    <>
      <ReadingHeader
        document={work}
        version={version}
        onVersion={readVersion}
        onSearch={() => open({ find: "" })}
        onExport={() => open({ panel: "export" })}
        onKeys={() => open({ panel: "keys" })}
        {...versionMenu}
      />
      <div className="room" dir={directionOf(version.language)}>
        {!narrow && (
          <nav className="room-outline" aria-label="Outline">
            {outline}
          </nav>
        )}
        <main className="room-text" id="main">
          <VersionBanner version={version} versions={work.versions} text={text} />
          {placing && <PlacingBar placing={placing} text={text} />}
          <div className="room-draft" ref={textPlace}>
            <ReaderText
              draft={draft}
              signs={signs}
              label={title}
              marks={marks}
              focused={state.note}
              current={current?.id ?? null}
              pending={placing?.runs ?? pending}
              proposed={composed?.operations ?? none}
              printing={printing}
              onReady={(mounted) => {
                if (mounted) arrive(mounted);
                setReader(mounted);
              }}
              onSelect={setSelection}
              onCurrent={(clause) => set({ clause })}
              onEnter={(clause) => {
                if (placing) {
                  void placing.place();
                  return;
                }
                const first = places.beside.find((thread) => thread.clause === clause);
                if (first) walkTo(first.id);
                else announce("Nothing is said of this clause yet.");
              }}
              onWords={(words) => announce(words === null ? "No further word." : `Selected: ${words}`)}
              onMark={openNote}
              onLayout={() => setTick((count) => count + 1)}
            />
            {!touch && reader && current && !selection && !composing && !placing && (
              <ClauseTools reader={reader} tick={tick} clause={current.id} citation={current.citation}>
                <SpeakButtons {...speak} icons onCopy={copy} />
              </ClauseTools>
            )}
          </div>
          {printing && <PrintedNotes places={places} text={text} />}
        </main>
        {!narrow && (
          <aside className="room-margin" aria-label="Comments" lang="en" dir="ltr">
            {threads}
          </aside>
        )}
        {!narrow && reader && <Minimap reader={reader} tick={tick} threads={places.beside} onGo={openNote} />}
      </div>
      {narrow && (
        <NarrowRoom
          outline={outline}
          threads={threads}
          count={countOpen(annotations)}
          sheet={sheet}
          onOpen={(panel) => open({ panel })}
          onPrevious={() => stepNote(-1)}
          onNext={() => stepNote(1)}
          onSearch={() => open({ find: "" })}
          onExport={() => open({ panel: "export" })}
          compareWith={before?.address ?? after?.address ?? null}
          here={version.address}
          {...versionMenu}
          onLeave={() => {
            composer.close();
            close({ panel: null, note: null, clause: clauseOfNote });
          }}
        />
      )}
      {touch && !composing && !placing && (selected ?? current) && (
        <SpeakDock
          about={(selected && quoteOfTarget(selected)) ?? (current ? current.citation : "")}
          comments={selected ? 0 : (counts.get(current?.id ?? "") ?? 0)}
          signedIn={me.participant !== null}
          onComments={() => openNote(places.beside.find((thread) => thread.clause === current?.id)?.id ?? null)}
          onCopy={copy}
          onClose={() => {
            if (selected) window.getSelection()?.removeAllRanges();
            else set({ clause: null });
          }}
        >
          <SpeakButtons {...speak} />
        </SpeakDock>
      )}
      {!touch && selection && !placing && (
        <SelectionBar selection={selection}>
          <SpeakButtons {...speak} onAdd={add} onCopy={copy} />
        </SelectionBar>
      )}
      {origins && reader && <ReadOrigins page={page} reader={reader} within={textPlace} />}
      <RoomDialogs
        address={address}
        document={work}
        version={version}
        title={title}
        text={text}
        me={me}
        organisations={library.organisations}
        drafts={acts.drafts}
        onGo={goTo}
        onExportOf={(other) => navigate(`${readingPath(other)}?panel=export`, { replace: true })}
      />
    </>
  );
}

const none: never[] = [];
