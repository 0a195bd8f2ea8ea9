import { queryOptions, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { can } from "#core/access/permissions.ts";
import type { RedlineRow } from "#core/compare/redline-row.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import type { ListedDocument, Me } from "#core/contract/forum-operations.ts";
import { clauseHistoryPath, readingPath, signInPath } from "#core/contract/pages.ts";
import type { AnnotationKind } from "#core/discuss/annotation.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { clauseById } from "#core/text/clause.ts";
import { useAnnotationWrites } from "../annotations/use-annotation-writes.ts";
import { actorOf } from "../api/actor.ts";
import { keys, readAnnotations } from "../api/queries.ts";
import { BottomSheet } from "../components/BottomSheet.tsx";
import { lazyComponent } from "../components/lazy-component.tsx";
import { EmptyState, Skeleton } from "../components/PageStates.tsx";
import { useShortcuts } from "../components/shortcuts.ts";
import { formatMessage, inInterface, richMessage } from "../page-parts/messages.ts";
import { formKey } from "../reading/speak/composer-state.ts";
import { CommentButtons } from "../reading/speak/SelectionBars.tsx";
import { useComposing } from "../reading/speak/use-composing.ts";
import type { ThreadHandlers } from "../reading/state/thread-handlers.ts";
import { ThreadCard } from "../reading/threads/ThreadCard.tsx";
import { threadsByLocation } from "../reading/threads/threads-by-location.ts";
import { useThreadHandlers } from "../reading/threads/use-thread-handlers.ts";
import type { AskedSubject, Side } from "./row-selection.ts";
import "../reading/room/room.css";
import "./row-threads.css";

const Composer = lazyComponent(async () => (await import("../reading/speak/Composer.tsx")).Composer);
const LinkDialog = lazyComponent(async () => (await import("./LinkDialog.tsx")).LinkDialog);
const UnsentList = lazyComponent(async () => (await import("../reading/speak/UnsentTexts.tsx")).UnsentList);

/** Number of comments that are shown before the rest is asked for. */
const fewShown = 50;

/**
 * The comments on a row of a comparison, from both drafts, with the composer. Beside the text, or in a sheet over it on
 * narrow screens.
 */
export function RowThreads({
  row,
  compared,
  documents,
  me,
  narrow,
  note,
  subject,
  takesFocus,
  onBegin,
  onNote,
  onClose,
}: {
  row: RedlineRow;
  compared: ComparisonPage;
  documents: readonly ListedDocument[];
  me: Me;
  narrow: boolean;
  /** Id of the comment that is open. */
  note: string | null;
  /** The comment or proposal that the reader is writing. Null for none. */
  subject: AskedSubject | null;
  /** Whether the comments take the focus. After a step to another change, that change has it. */
  takesFocus: boolean;
  onBegin: (kind: AnnotationKind) => void;
  onNote: (note: string | null) => void;
  onClose: () => void;
}): ReactNode {
  const [, navigate] = useLocation();
  const [pending, setPending] = useState<string | null>(null);
  const [showsAll, setShowsAll] = useState(false);
  const [isLinking, setLinking] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const shared = { row, compared, documents, me, onNote, onFocus: setPending };
  const revised = useRowSide({ ...shared, side: "revised" });
  const base = useRowSide({ ...shared, side: "base" });
  const sides = { base, revised };
  const writing = [revised, base].find(({ composer }) => composer.form.mode !== "closed");
  const form = writing?.composer.form;

  const begin = useEffectEvent(({ side, subject: asked, text }: AskedSubject) => {
    sides[side === "base" ? "revised" : "base"].composer.close();
    sides[side].composer.begin(asked, text);
  });
  useEffect(() => {
    if (subject) begin(subject);
    else if (takesFocus) panel.current?.focus({ preventScroll: true });
  }, [subject, takesFocus]);

  const threads = [...revised.threads, ...base.threads.filter(({ annotation: { id } }) => !revised.ids.has(id))];
  const opened = threads.find(({ annotation }) => annotation.id === note);
  const actsOf = ({ annotation }: PlacedAnnotation): ThreadHandlers =>
    (revised.ids.has(annotation.id) ? revised : base).acts;
  useShortcuts({
    r: () => {
      if (opened?.may.reply) actsOf(opened).onReplying(opened.annotation.id);
    },
  });
  const cancel = (): void => {
    writing?.composer.close();
    if (threads.length === 0) onClose();
    else panel.current?.focus({ preventScroll: true });
  };
  const groups = [...new Set(threads.map(({ madeOn }) => madeOn))];
  const isFormLoaded = Composer.useLoaded(form !== undefined);
  const clause = row.revised ?? row.base ?? "";
  const { version, text } = compared[row.revised === null ? "base" : "revised"];
  const citation = clauseById(text, clause)?.citation ?? "";
  const shown = showsAll ? threads : threads.slice(0, fewShown);
  const isLoading = revised.isLoading || base.isLoading;

  const content =
    writing && form && form.mode !== "closed" && isFormLoaded ? (
      <div>
        <Composer
          key={formKey(form)}
          form={form}
          text={writing.text}
          draft={form.draft}
          me={me}
          acts={writing.acts}
          terms={writing.version.consultation?.terms ?? null}
          onKeep={writing.composer.keepWritten}
          onSend={writing.composer.send}
          onCancel={cancel}
          onRestoreEarlier={writing.composer.restoreEarlier}
          onDiscardEarlier={writing.composer.discardEarlier}
        />
      </div>
    ) : (
      <>
        <div className="row-threads-acts">
          <CommentButtons
            mayComment={can(actorOf(me), "annotate")}
            onComment={() => onBegin("comment")}
            onPropose={() => onBegin("proposal")}
            onClauseHistory={() => navigate(clauseHistoryPath(version.address, clause))}
          />
          {narrow && can(actorOf(me), "link-clauses") && (
            <button type="button" className="button button-quiet" onClick={() => setLinking(true)}>
              {messages.linkToCounterpart}
            </button>
          )}
          {!me.participant && (
            <Link className="button button-quiet" href={signInPath(location.pathname + location.search)}>
              {messages.signInToComment}
            </Link>
          )}
        </div>
        {[revised, base].map(
          ({ composer, text: own, version: { id } }) =>
            composer.unsent.length > 0 && (
              <UnsentList
                key={id}
                keys={composer.unsent}
                participantId={me.participant?.id ?? null}
                text={own}
                onResume={composer.resume}
                onDiscard={composer.discard}
              />
            ),
        )}
        {threads.length === 0 &&
          (isLoading ? <Skeleton lines={3} /> : <EmptyState>{messages.noCommentsOnRow}</EmptyState>)}
        {groups.map((madeOn) => {
          const ofGroup = shown.filter((placed) => placed.madeOn === madeOn);
          const [first] = ofGroup;
          return (
            first && (
              <section key={madeOn}>
                <h3 className="small quiet">
                  {richMessage(messages.commentsMade, {
                    draft: (
                      <Link
                        href={`${readingPath(madeOn)}?note=${(opened?.madeOn === madeOn ? opened : first).annotation.id}`}
                      >
                        <bdi>{actsOf(first).nameOf(madeOn)}</bdi>
                      </Link>
                    ),
                  })}
                </h3>
                {ofGroup.map((placed) => (
                  <ThreadCard
                    key={placed.annotation.id}
                    placed={placed}
                    citation={citation}
                    open={placed.annotation.id === note}
                    news={undefined}
                    newSince={null}
                    acts={actsOf(placed)}
                    takesFocus={placed.annotation.id === pending}
                    onFocused={() => setPending(null)}
                    onOpen={onNote}
                  />
                ))}
              </section>
            )
          );
        })}
        {shown.length < threads.length && (
          <button type="button" className="button button-quiet" onClick={() => setShowsAll(true)}>
            {formatMessage(messages.moreComments, { count: threads.length - shown.length })}
          </button>
        )}
      </>
    );
  const title = formatMessage(messages.commentsOn, { citation });
  return narrow ? (
    <BottomSheet title={title} isOpen onLeave={onClose}>
      <div className="row-threads-list">{content}</div>
      {isLinking && <LinkDialog row={row} compared={compared} onClose={() => setLinking(false)} />}
    </BottomSheet>
  ) : (
    <aside ref={panel} className="row-threads screen-only" aria-label={title} tabIndex={-1} {...inInterface()}>
      <div className="row-threads-head">
        <h2>{title}</h2>
        <button type="button" className="icon-button" aria-label={messages.close} onClick={onClose}>
          <X size={16} aria-hidden />
        </button>
      </div>
      <div className="row-threads-list">{content}</div>
    </aside>
  );
}

const threadsQuery = (version: string, clause: string) =>
  queryOptions({
    queryKey: [...keys.annotations(version), { from: clause, to: clause }],
    queryFn: ({ signal }) => readAnnotations(version, { from: clause, to: clause }, signal),
  });

/** Returns the comments on a row's clause in one of the drafts, and the writes and the composer of that draft. */
function useRowSide({
  side,
  row,
  compared,
  documents,
  me,
  onNote,
  onFocus,
}: {
  side: Side;
  row: RedlineRow;
  compared: ComparisonPage;
  documents: readonly ListedDocument[];
  me: Me;
  onNote: (note: string | null) => void;
  onFocus: (note: string) => void;
}) {
  const [, navigate] = useLocation();
  const { version, text } = compared[side];
  const { address } = version;
  const clause = row[side];
  const query = useQuery({ ...threadsQuery(address, clause ?? ""), enabled: clause !== null });
  const threads = useMemo(
    () =>
      threadsByLocation(text, query.data ?? []).beside.flatMap((thread) =>
        thread.clause === clause ? [thread.placed] : [],
      ),
    [text, query.data, clause],
  );
  const ids = useMemo(() => new Set(threads.map(({ annotation: { id } }) => id)), [threads]);
  const versions = documents.find(({ id }) => id === version.documentId)?.versions ?? none;
  const writes = useAnnotationWrites(version, me, address);
  const composer = useComposing({
    address,
    me,
    writes,
    onSent: (note) => {
      onNote(note);
      onFocus(note);
    },
    onReopened: onNote,
  });
  const onPlace = useCallback(
    (note: string) => navigate(`${readingPath(address)}?placing=${encodeURIComponent(note)}`),
    [navigate, address],
  );
  const acts = useThreadHandlers({
    currentAddress: address,
    versions,
    me,
    writes,
    composer,
    mayComment: version.state === "published" && can(actorOf(me), "annotate"),
    openNote: onNote,
    onPlace,
    onDone: onFocus,
  });
  return { version, text, threads, ids, composer, acts, isLoading: query.isLoading };
}

const none: never[] = [];
