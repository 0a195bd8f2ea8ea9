import { useCallback, useMemo, useState, type ReactNode } from "react";
import { useLocation } from "wouter";
import { can } from "#core/access/ability.ts";
import { clauseById } from "#core/annotate/clause-index.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Library, ListedDocument, Me } from "#core/contract/forum-operations.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { parseDraft } from "#core/text/schema.ts";
import { useAnnotationWrites } from "../api/use-annotation-writes.ts";
import { readingPath } from "../app/routes.ts";
import { neighbours } from "../app/version-order.ts";
import { ExportDialog } from "../components/ExportDialog.tsx";
import { toast } from "../components/toasts.ts";
import type { Reader } from "../reader/mount.ts";
import type { ReaderSelection } from "../reader/selection.ts";
import { FindDialog } from "./FindDialog.tsx";
import { Minimap } from "./Minimap.tsx";
import { NarrowRoom } from "./NarrowRoom.tsx";
import { Outline } from "./Outline.tsx";
import { outlineOf } from "./outline.ts";
import { PrintedNotes } from "./PrintedNotes.tsx";
import { ReaderText } from "./ReaderText.tsx";
import { ReadingHeader } from "./ReadingHeader.tsx";
import { SelectionBar } from "./SelectionBar.tsx";
import { ShortcutList } from "./ShortcutList.tsx";
import { citationOfTarget, selectedTarget } from "./subject.ts";
import { ThreadColumn } from "./ThreadColumn.tsx";
import { useArrival } from "./use-arrival.ts";
import { useComposing } from "./use-composing.ts";
import { useMarks } from "./use-marks.ts";
import { useMedia } from "./use-media.ts";
import { usePrinting } from "./use-printing.ts";
import { useReadingState } from "./use-reading-state.ts";
import { useReturnPlace } from "./use-return-place.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { useThreadActs } from "./use-thread-acts.ts";
import { VersionBanner } from "./VersionBanner.tsx";
import "./room.css";

/** Text, outline and margin of one version, with all that can be done in them. */
export function ReadingRoom({
  page,
  annotations,
  document: work,
  library,
  me,
}: {
  page: VersionPage;
  annotations: readonly PlacedAnnotation[];
  document: ListedDocument;
  library: Library;
  me: Me;
}): ReactNode {
  const { version, text } = page;
  const draft = useMemo(() => parseDraft(page.draft), [page.draft]);
  const [state, set] = useReadingState();
  const [reader, setReader] = useState<Reader | null>(null);
  const [tick, setTick] = useState(0);
  const [selection, setSelection] = useState<ReaderSelection | null>(null);
  const [dialog, setDialog] = useState<"find" | "keys" | "export" | null>(null);
  const [, navigate] = useLocation();
  const narrow = useMedia("(max-width: 959px)");
  const writes = useAnnotationWrites(version, me, library);
  const composer = useComposing(version.address, draft, me, writes, (note) => set({ note }));
  const { composing } = composer;
  const maySpeak =
    version.state === "published" &&
    can(
      {
        participantId: me.participant?.id ?? null,
        organisationId: me.organisation?.id ?? null,
        role: me.role,
      },
      "annotate",
    );

  const { places, marks, counts, pending } = useMarks(text, annotations, state.filters, composing);
  const rows = useMemo(() => outlineOf(text), [text]);
  const printing = usePrinting();
  useArrival(reader, state, places);
  useReturnPlace(reader);

  const goTo = useCallback(
    (clause: string): void => {
      set({ clause });
      reader?.focusClause(clause);
    },
    [reader, set],
  );
  const openNote = useCallback(
    (note: string | null): void => {
      if (note === null) {
        set({ note: null });
        return;
      }
      const thread = places.beside.find(({ id }) => id === note);
      if (thread) reader?.bringIntoView(thread.clause, thread.offset);
      set({ note, ...(thread ? { clause: thread.clause, list: "text" } : {}) });
    },
    [places, reader, set],
  );
  const acts = useThreadActs({ here: version.address, versions: work.versions, me, writes, composer, openNote });

  const begin = (kind: "comment" | "proposal"): void => {
    const clause = state.clause ?? text.clauses[0]?.id;
    const target = selection
      ? selectedTarget(text, selection)
      : clause === undefined
        ? null
        : { kind: "clause" as const, clause };
    if (!target) return;
    if (!maySpeak) {
      toast(me.participant ? "You may read here, not comment." : "Sign in to comment.", { tone: "failed" });
      return;
    }
    window.getSelection()?.removeAllRanges();
    setSelection(null);
    set({ list: "text" });
    composer.begin({ kind, target });
  };
  const step = (steps: number): void => {
    const clause = reader?.clauseBeside(state.clause, steps);
    if (clause) goTo(clause);
  };
  const stepNote = (steps: number): void => {
    const index = places.beside.findIndex(({ id }) => id === state.note);
    const next = places.beside[index < 0 && steps < 0 ? places.beside.length - 1 : index + steps];
    if (next) openNote(next.id);
  };
  const letGo = (): void => {
    if (composing) composer.close();
    else if (selection) window.getSelection()?.removeAllRanges();
    else if (state.note !== null) openNote(null);
  };
  const { before, after } = neighbours(work.versions, version.address);
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    n: () => stepNote(1),
    p: () => stepNote(-1),
    c: () => begin("comment"),
    e: () => begin("proposal"),
    r: () => {
      if (state.note !== null && maySpeak) acts.onReplying(state.note);
    },
    "[": () => before && navigate(readingPath(before.address)),
    "]": () => after && navigate(readingPath(after.address)),
    g: () => setDialog("find"),
    "/": () => setDialog("find"),
    "?": () => setDialog("keys"),
    Escape: letGo,
  });

  const copyCitation = (): void => {
    const target = selection && selectedTarget(text, selection);
    if (!target) return;
    const quote = target.kind === "range" ? `“${target.quote.exact}” ` : "";
    const link = `${location.origin}${readingPath(version.address)}?clause=${selection.start.clause}`;
    const words = `${quote}(${work.shortTitle}, ${version.label}, ${citationOfTarget(text, target)}) ${link}`;
    navigator.clipboard.writeText(words).then(
      () => toast("Citation copied."),
      () => toast("The browser did not allow copying.", { tone: "failed" }),
    );
  };

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
      me={me}
      organisations={library.organisations}
      maySpeak={maySpeak}
      acts={acts}
      onOpen={openNote}
    />
  );
  return (
    <>
      <ReadingHeader
        document={work}
        version={version}
        onSearch={() => setDialog("find")}
        onExport={() => setDialog("export")}
        onKeys={() => setDialog("keys")}
      />
      <div className="room">
        {!narrow && (
          <nav className="room-outline" aria-label="Outline">
            {outline}
          </nav>
        )}
        <main className="room-text" id="main">
          <VersionBanner version={version} versions={work.versions} />
          <ReaderText
            draft={draft}
            label={`${work.shortTitle}, ${version.label}`}
            marks={marks}
            focused={state.note}
            current={clauseById(text, state.clause ?? "") ? state.clause : null}
            pending={pending}
            printing={printing}
            onReady={setReader}
            onSelect={setSelection}
            onCurrent={(clause) => set({ clause })}
            onEnter={(clause) => openNote(places.beside.find((thread) => thread.clause === clause)?.id ?? null)}
            onMark={openNote}
            onLayout={() => setTick((count) => count + 1)}
          />
          {printing && <PrintedNotes places={places} text={text} />}
        </main>
        {!narrow && (
          <aside className="room-margin" aria-label="Comments">
            {threads}
          </aside>
        )}
        {!narrow && reader && <Minimap reader={reader} tick={tick} threads={places.beside} onGo={openNote} />}
      </div>
      {narrow && (
        <NarrowRoom
          outline={outline}
          threads={threads}
          count={annotations.length}
          wanted={composing ? "threads" : null}
          noteOpen={state.note !== null}
          onPrevious={() => stepNote(-1)}
          onNext={() => stepNote(1)}
          onSearch={() => setDialog("find")}
          onExport={() => setDialog("export")}
          compareWith={before?.address ?? after?.address ?? null}
          here={version.address}
          onLeave={() => {
            composer.close();
            openNote(null);
          }}
        />
      )}
      {selection && (
        <SelectionBar
          selection={selection}
          maySpeak={maySpeak}
          onComment={() => begin("comment")}
          onPropose={() => begin("proposal")}
          onCopy={copyCitation}
        />
      )}
      {dialog === "find" && <FindDialog version={text} onGo={goTo} onClose={() => setDialog(null)} />}
      {dialog === "keys" && <ShortcutList onClose={() => setDialog(null)} />}
      {dialog === "export" && (
        <ExportDialog
          version={version.address}
          title={`${work.shortTitle}, ${version.label}`}
          filters={{
            kinds: [...state.filters.kinds],
            groups: [...state.filters.groups],
            organisations: [...state.filters.organisations],
            states: [...state.filters.states],
            ...(state.filters.text !== "" && { text: state.filters.text }),
          }}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}
