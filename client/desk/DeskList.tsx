import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import type { DeskItem } from "#core/contract/desk-operations.ts";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import { formatDate, sourceName } from "../components/format.tsx";
import { GroupMark } from "../components/GroupMark.tsx";
import { formatMessage, headWord, word } from "../page-parts/messages.ts";

/** Longer lists render only the rows in view. */
const longFrom = 150;
/** Estimated height of a row before it is rendered, in pixels. */
const rowHeight = 92;

/** The comments that pass the filters. */
export function DeskList({
  items,
  titles,
  open,
  selected,
  taken,
  today,
  officers,
  onOpen,
  onSelect,
}: {
  items: readonly DeskItem[];
  /** Titles of documents by id. Empty if all are of one document. */
  titles: ReadonlyMap<string, string>;
  /** Id of the open one. */
  open: string | null;
  selected: ReadonlySet<string>;
  /** Names of others by the comment that they have open. */
  taken: ReadonlyMap<string, string>;
  /** The day, in ISO 8601. */
  today: string;
  /** Names by id. */
  officers: ReadonlyMap<string, string>;
  onOpen: (item: string) => void;
  onSelect: (item: string, isSelected: boolean) => void;
}): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const isLong = items.length > longFrom;
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    enabled: isLong,
  });
  const at = items.findIndex(({ id }) => id === open);
  useEffect(() => {
    if (at < 0) return;
    if (isLong) virtual.scrollToIndex(at, { align: "auto" });
    else keepInView(scroller.current);
  }, [at, isLong, virtual]);
  const listed = isLong ? virtual.getVirtualItems() : items.map((_item, index) => ({ index, start: 0, end: 0 }));
  const before = isLong ? (listed[0]?.start ?? 0) : 0;
  const after = isLong ? virtual.getTotalSize() - (listed.at(-1)?.end ?? 0) : 0;
  return (
    <div className="desk-scroll" ref={scroller}>
      <ol className="desk-list" aria-label={messages.listLabel} style={{ paddingBlock: `${before}px ${after}px` }}>
        {listed.map(({ index }) => {
          const item = items[index];
          return (
            item && (
              <li
                key={item.id}
                data-index={index}
                ref={isLong ? virtual.measureElement : undefined}
                className={item.id === open ? "desk-row is-open" : "desk-row"}
              >
                <label className="desk-select">
                  <input
                    type="checkbox"
                    checked={selected.has(item.id)}
                    aria-label={formatMessage(messages.select, { source: sourceName(item.speaker) })}
                    onChange={({ target }) => onSelect(item.id, target.checked)}
                  />
                </label>
                <button
                  type="button"
                  className="desk-open"
                  aria-current={item.id === open ? "true" : undefined}
                  onClick={() => onOpen(item.id)}
                >
                  <RowContent {...{ item, titles, taken, today, officers }} />
                </button>
              </li>
            )
          );
        })}
      </ol>
    </div>
  );
}

/** Scrolls the list, and not the page, so that its open row is in view. */
function keepInView(list: HTMLElement | null): void {
  const row = list?.querySelector("[aria-current]")?.parentElement;
  if (!list || !row) return;
  const [frame, box] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
  list.scrollTop += Math.min(0, box.top - frame.top) + Math.max(0, box.bottom - frame.bottom);
}

function RowContent({
  item,
  titles,
  taken,
  today,
  officers,
}: {
  item: DeskItem;
  titles: ReadonlyMap<string, string>;
  taken: ReadonlyMap<string, string>;
  today: string;
  officers: ReadonlyMap<string, string>;
}): ReactNode {
  const { speaker, clause, placement, text, kind, decision, prepared, dueOn, tags, notes, assignedTo } = item;
  const place = clause?.citation ?? (placement.state === "orphan" ? messages.unplaced : messages.wholeDocument);
  const by = taken.get(item.id);
  const title = titles.get(item.documentId);
  const marks = [
    prepared && formatMessage(messages.preparedMark, { outcome: word(`decision-${prepared.outcome}`) }),
    !prepared && decision && headWord(`decision-${decision.outcome}`),
    placement.needsDecision && messages.locationMark,
    dueOn !== null &&
      formatMessage(dueOn < today ? messages.overdueMark : messages.dueMark, { date: formatDate(dueOn) }),
    assignedTo !== null && (officers.get(assignedTo) ?? ""),
    notes > 0 && formatMessage(messages.notesMark, { count: notes }),
    ...tags,
  ].filter((mark) => typeof mark === "string" && mark !== "");
  return (
    <>
      <span className="desk-source">
        <GroupMark group={speaker.group} />
        <strong>{sourceName(speaker)}</strong>
        <span className="quiet small">{word(`kind-${kind}`)}</span>
      </span>
      <span className="quiet small">
        {title !== undefined && (
          <>
            <bdi>{title}</bdi> ·{" "}
          </>
        )}
        <bdi>{place}</bdi>
      </span>
      <span className="clamped" dir="auto">
        {text}
      </span>
      {(marks.length > 0 || by !== undefined) && (
        <span className="desk-marks small">
          {by !== undefined && (
            <span className="desk-mark is-taken">{formatMessage(messages.takenBy, { name: by })}</span>
          )}
          {marks.map((mark) => (
            <span key={String(mark)} className="desk-mark">
              <bdi>{mark}</bdi>
            </span>
          ))}
        </span>
      )}
    </>
  );
}
