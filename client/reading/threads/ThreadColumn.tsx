import {
  type FocusEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { clauseById, clauseIndex, type VersionText } from "#core/text/clause.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ListedVersion, Me } from "#core/contract/forum-operations.ts";
import { threads as messages } from "#core/messages/catalogues.ts";
import { formatMessage, richMessage } from "../../page-parts/messages.ts";
import type { Reader } from "../../reader/mount.ts";
import { FilterMenu } from "../../annotations/FilterMenu.tsx";
import { lazyComponent } from "../../components/lazy-component.tsx";
import {
  countOpen,
  foldThreads,
  type MarginEntry,
  type Thread,
  type ThreadsByLocation,
} from "./threads-by-location.ts";
import { Margin, type MarginItem } from "../../annotations/Margin.tsx";
import { PlainList, type ListItem } from "./PlainList.tsx";
import { countFilters, queryOfFilters, noFilters } from "../../annotations/annotation-filters.ts";
import type { DiscussionPart } from "../state/discussion-part.ts";
import type { News } from "../state/news.ts";
import type { MarginList, ReadingState, SetReadingState } from "../state/use-reading-state.ts";
import { clauseOfTarget } from "../../annotations/target.ts";
import { ThreadBody, ThreadCard } from "./ThreadCard.tsx";
import type { ThreadHandlers } from "../state/thread-handlers.ts";
import type { CardFocus } from "../state/use-card-focus.ts";
import { formKey } from "../speak/composer-state.ts";
import type { Composing } from "../speak/use-composing.ts";

const SavedFilterList = lazyComponent(
  async () => (await import("../../saved-filters/SavedFilterList.tsx")).SavedFilterList,
);
const ConsolidateDrafts = lazyComponent(
  async () => (await import("../../consolidation/ConsolidateDrafts.tsx")).ConsolidateDrafts,
);
const UnsentList = lazyComponent(async () => (await import("../speak/UnsentTexts.tsx")).UnsentList);
const Composer = lazyComponent(async () => (await import("../speak/Composer.tsx")).Composer);

const composerKey = "composer";

/** All annotations of a version: in the margin beside the text if there is room, otherwise as a list. */
export function ThreadColumn({
  reader,
  tick,
  beside,
  version,
  text,
  threads,
  annotations,
  isLoading,
  part,
  state,
  set,
  composer,
  onCancel,
  me,
  mayComment,
  acts,
  focus,
  onOpen,
  drafts,
  news,
}: {
  /** Draft annotations the reader can combine into one submission. */
  drafts: readonly PlacedAnnotation[];
  reader: Reader | null;
  tick: number;
  /** Whether there is room for a margin. */
  beside: boolean;
  version: ListedVersion;
  text: VersionText;
  threads: ThreadsByLocation;
  /** All annotations, without filters. */
  annotations: readonly PlacedAnnotation[];
  isLoading: boolean;
  /** The discussion, if only a part of it is among the threads. */
  part: DiscussionPart | null | undefined;
  state: ReadingState;
  set: SetReadingState;
  composer: Composing;
  onCancel: () => void;
  me: Me;
  mayComment: boolean;
  acts: ThreadHandlers;
  focus: CardFocus;
  onOpen: (note: string | null) => void;
  news: News;
}): ReactNode {
  const { unsent } = composer;
  // Stays when all are combined, to show the result.
  const [hadDrafts, setHadDrafts] = useState(false);
  if (drafts.length > 0 && !hadDrafts) setHadDrafts(true);
  const open = composer.form.mode === "closed" ? null : composer.form;
  const { note, list, filters, unfolded } = state;
  const shown = threads.beside.length + threads.general.length + threads.orphans.length;

  useEffect(() => ThreadBody.preloadAtInput(), []);
  useEffect(() => (mayComment ? Composer.preloadAtInput() : undefined), [mayComment]);

  const card = useCallback(
    (placed: PlacedAnnotation, clause: string | null): ReactNode => (
      <ThreadCard
        key={placed.annotation.id}
        placed={placed}
        citation={clause === null ? "" : (clauseById(text, clause)?.citation ?? "")}
        open={placed.annotation.id === note}
        news={news.threads.get(placed.annotation.id)}
        newSince={placed.annotation.id === note ? news.openSince : null}
        acts={acts}
        takesFocus={placed.annotation.id === focus.pending}
        onFocused={focus.onFocused}
        onOpen={onOpen}
      />
    ),
    [text, note, news, acts, focus, onOpen],
  );
  const isComposerLoaded = Composer.useLoaded(open !== null);
  const form =
    open && isComposerLoaded ? (
      <Composer
        key={formKey(open)}
        form={open}
        text={text}
        draft={open.draft}
        me={me}
        acts={acts}
        terms={version.consultation?.terms ?? null}
        onKeep={composer.keepWritten}
        onSend={composer.send}
        onCancel={onCancel}
        onRestoreEarlier={composer.restoreEarlier}
        onDiscardEarlier={composer.discardEarlier}
      />
    ) : null;

  const entries = useMemo(() => foldThreads<Thread>(threads.beside, unfolded, note), [threads, unfolded, note]);
  const { onFocus, onBlur } = useLostCards(threads.beside, entries, focus);
  const openClause = open && clauseOfTarget(open.initial.target);
  const formBeside = form !== null && openClause !== null && list === "text" && beside;
  const items = entries.map((entry): MarginItem => {
    if (entry.kind === "thread") {
      const { id, clause, offset, placed } = entry.thread;
      return { key: id, clause, offset, render: () => card(placed, clause) };
    }
    const { clause, offset } = entry;
    const onUnfold = (isUnfolded: boolean): void =>
      set({ unfolded: isUnfolded ? [...unfolded, clause] : unfolded.filter((other) => other !== clause) });
    return {
      key: `fold-${clause}`,
      clause,
      offset,
      render: () => <FoldButton fold={entry} text={text} onUnfold={onUnfold} />,
    };
  });
  // In a sheet, show only the form, so there is nothing else to scroll past.
  if (form && !beside) return <div className="threads-form">{form}</div>;
  return (
    <div className="threads" onFocus={onFocus} onBlur={onBlur}>
      <div className="threads-head screen-only stuck row">
        {unsent.length > 0 && (
          <UnsentList
            keys={unsent}
            participantId={me.participant?.id ?? null}
            text={text}
            onResume={composer.resume}
            onDiscard={composer.discard}
          />
        )}
        <ListChoice
          threads={threads}
          open={isLoading ? unknown : part?.open}
          list={list}
          onChoose={(chosen) => set({ list: chosen })}
        />
        {news.threads.size > 0 && (
          <button
            type="button"
            className="link-button small"
            aria-keyshortcuts="u"
            title={messages.nextNew}
            onClick={news.goNext}
          >
            {formatMessage(part ? messages.newNearby : messages.newCount, { count: news.threads.size })}
          </button>
        )}
        <FilterMenu
          filters={filters}
          versions={acts.drafts}
          annotations={part ? undefined : annotations}
          savedFilters={
            <SavedFilterList
              documentId={version.documentId}
              address={version.address}
              query={queryOfFilters(filters)}
            />
          }
          onChange={(next) => set({ filters: next })}
        />
      </div>
      {part?.notice}
      {shown < annotations.length && (
        <p className="threads-note row quiet small">
          <span role="status">{formatMessage(messages.shownOfTotal, { shown, total: annotations.length })}</span>
          <button type="button" className="link-button" onClick={() => set({ filters: noFilters })}>
            {formatMessage(messages.clearFilters, { count: countFilters(filters) })}
          </button>
        </p>
      )}
      {hadDrafts && (
        <ConsolidateDrafts
          drafts={drafts}
          version={version}
          text={text}
          me={me}
          onCreated={(created) => {
            onOpen(created);
            focus.toCard(created);
          }}
        />
      )}
      {form && !formBeside && <div className="threads-form">{form}</div>}
      {list === "text" && beside && reader && (
        <MarginWithForm
          reader={reader}
          tick={tick}
          items={items}
          note={note}
          form={
            formBeside && open
              ? { clause: openClause, offset: offsetOf(open.initial.target), render: () => form }
              : null
          }
        />
      )}
      {(list !== "text" || !beside) && !isLoading && (
        <PlainList
          list={list}
          note={note}
          clause={items.find(({ clause }) => isFrom(text, state.clause, clause))?.clause ?? null}
          items={
            list === "text" ? (part?.withGaps(items) ?? items) : threads[list].map((placed) => itemOf(placed, card))
          }
          filtered={shown < annotations.length}
          mayComment={mayComment}
          onGeneral={() => composer.begin({ kind: "comment", target: { kind: "document" } })}
        />
      )}
    </div>
  );
}

/**
 * Moves the focus to the clause of a card that disappears while it has the focus, because it is folded or removed.
 * Returns the handlers of the element around the cards.
 */
function useLostCards(
  threads: readonly Thread[],
  entries: readonly MarginEntry<Thread>[],
  { pending, toClause }: CardFocus,
): { onFocus: (event: FocusEvent) => void; onBlur: () => void } {
  const held = useRef<Thread>(undefined);
  const find = useRef<(lost: Thread) => void>(undefined);
  useLayoutEffect(() => {
    find.current = (lost) => {
      if (pending !== null || document.activeElement !== document.body) return;
      if (!entries.some((entry) => entry.kind === "thread" && entry.thread.id === lost.id)) toClause(lost.clause);
    };
    return () => (find.current = undefined);
  }, [entries, pending, toClause]);
  return {
    onFocus: ({ target }) => {
      const card = target.closest<HTMLElement>("[data-note]");
      held.current = threads.find(({ id }) => id === card?.dataset["note"]);
    },
    onBlur: () => {
      const lost = held.current;
      held.current = undefined;
      // The browser reports the loss before the card is gone.
      if (lost) queueMicrotask(() => find.current?.(lost));
    },
  };
}

/** Stands for numbers that are not known yet. */
const unknown = { text: "…", general: "…", unplaced: "…" };

/** Chooses among the lists of threads. The list of orphans is offered only if there are any. */
function ListChoice({
  threads,
  open,
  list,
  onChoose,
}: {
  threads: ThreadsByLocation;
  /** Numbers of open comments, if not all are among the threads. */
  open: Readonly<Record<keyof DiscussionPart["open"], number | string>> | undefined;
  list: MarginList;
  onChoose: (list: MarginList) => void;
}): ReactNode {
  const lists = [
    ["text", messages.listInText, open?.text ?? countOpen(threads.beside.map(({ placed }) => placed))],
    ["general", messages.listGeneral, open?.general ?? countOpen(threads.general)],
    ["orphans", messages.listUnplaced, open?.unplaced ?? countOpen(threads.orphans)],
  ] as const;
  return (
    <div className="threads-lists" role="group" aria-label={messages.commentLists}>
      {lists.map(([name, label, count]) =>
        name === "orphans" &&
        threads.orphans.length === 0 &&
        (count === 0 || open === unknown) &&
        list !== name ? null : (
          <button
            key={name}
            type="button"
            className="list-choice bare-button"
            aria-pressed={list === name}
            onClick={() => onChoose(name)}
          >
            {formatMessage(label, { count })}
          </button>
        ),
      )}
    </div>
  );
}

/** The line that folds the threads of a crowded clause, or unfolds the hidden ones. */
function FoldButton({
  fold: { hidden, over, clause },
  text,
  onUnfold,
}: {
  fold: Extract<MarginEntry<Thread>, { kind: "fold" }>;
  text: VersionText;
  onUnfold: (isUnfolded: boolean) => void;
}): ReactNode {
  return (
    <button
      type="button"
      className="button button-quiet fold"
      aria-expanded={hidden === 0}
      onClick={() => onUnfold(hidden > 0)}
    >
      <span>
        {richMessage(foldLabel(hidden, over === true), {
          count: hidden,
          clause: <bdi>{clauseById(text, clause)?.citation}</bdi>,
        })}
      </span>
    </button>
  );
}

/** Returns the message for the line that folds the threads of a clause, or unfolds `hidden` of them. */
function foldLabel(hidden: number, withdrawn: boolean): string {
  if (hidden === 0) return messages.fewerOnClause;
  return withdrawn ? messages.withdrawnOnClause : messages.moreOnClause;
}

/** Checks whether a clause is the current one or comes after it. */
function isFrom(text: VersionText, current: string | null, clause: string): boolean {
  const from = current === null ? undefined : clauseIndex(text, current);
  return from !== undefined && (clauseIndex(text, clause) ?? -1) >= from;
}

/** Returns a list item for a comment without a clause. */
function itemOf(placed: PlacedAnnotation, card: (placed: PlacedAnnotation, clause: null) => ReactNode): ListItem {
  return { key: placed.annotation.id, clause: null, render: () => card(placed, null) };
}

/** The margin with the open composer among its items, in text order. */
function MarginWithForm({
  reader,
  tick,
  items,
  note,
  form,
}: {
  reader: Reader;
  tick: number;
  items: readonly MarginItem[];
  note: string | null;
  form: Omit<MarginItem, "key"> | null;
}): ReactNode {
  const clause = form?.clause;
  const offset = form?.offset ?? 0;
  const order = useMemo(() => {
    if (clause === undefined) return items.length;
    const [top = 0, ...tops] = reader.tops([{ clause, offset }, ...items]);
    const index = tops.findIndex((next) => next > top);
    return index < 0 ? items.length : index;
  }, [reader, items, clause, offset]);
  const all = form ? items.toSpliced(order, 0, { key: composerKey, ...form }) : items;
  return <Margin reader={reader} tick={tick} items={all} focused={form ? composerKey : note} />;
}

function offsetOf(target: Parameters<typeof clauseOfTarget>[0]): number {
  return target.kind === "range" ? target.start.offset : 0;
}
