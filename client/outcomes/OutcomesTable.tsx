import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import type { OutcomeDraft, OutcomeRow } from "#core/contract/outcome-rows.ts";
import { versionOutcomesPath } from "#core/contract/pages.ts";
import { annotationText, quotedText } from "#core/discuss/annotation-text.ts";
import { interfaceLanguage, outcomesPage as messages, placements } from "#core/messages/catalogues.ts";
import { decidedText } from "#core/phrases/outcome-text.ts";
import { OutcomeMark } from "../annotations/OutcomeMark.tsx";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { formatDate, sourceName } from "../components/format.tsx";
import { usePrinting } from "../components/use-media.ts";
import { word, uncheckedWord } from "../page-parts/messages.ts";
import { StateMark } from "./StateMark.tsx";

/** Longer tables render only the rows in view. In a shorter table, the browser's search and print cover all rows. */
const longFrom = 120;
/** Estimated height of a row before it is rendered, in pixels. */
const rowHeight = 84;

/**
 * The outcomes table: annotations by drafts, with the placement of each annotation on each draft. The header and first
 * column stay in view. Arrow keys move between cells.
 */
export function OutcomesTable({
  label,
  rows,
  drafts,
  detailed,
  open,
  onOpen,
}: {
  label: string;
  rows: readonly OutcomeRow[];
  drafts: readonly OutcomeDraft[];
  /** Whether cells also show the reason, where there is room for it. */
  detailed: boolean;
  /** The annotation that is open beside the table, and the draft on which it is shown. */
  open: { note: string; draft: string } | null;
  onOpen: (note: string, draft: string | null) => void;
}): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const printing = usePrinting();
  const long = rows.length > longFrom && !printing;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    enabled: long,
  });
  const shown = long ? virtual.getVirtualItems() : rows.map((_row, index) => ({ index }));
  const before = long ? (virtual.getVirtualItems()[0]?.start ?? 0) : 0;
  const after = long ? virtual.getTotalSize() - (virtual.getVirtualItems().at(-1)?.end ?? 0) : 0;

  const [walked, setWalked] = useState("0 0");
  const onRow = useCallback(
    (row: number) => {
      if (long) virtual.scrollToIndex(row, { align: "auto" });
    },
    [long, virtual],
  );
  const at = open ? rows.findIndex(({ annotation }) => annotation.id === open.note) : -1;
  useEffect(() => {
    if (at >= 0) onRow(at);
  }, [at, onRow]);
  const { grid, onKeyDown } = useCellWalk(rows.length, drafts.length + 1, onRow);
  // One cell is in the tab order: the last one focused, or the first one rendered if that is not.
  const walkedRow = Number(walked.split(" ")[0]);
  const stop = shown.some(({ index }) => index === walkedRow) ? walked : `${String(shown[0]?.index ?? 0)} 0`;

  return (
    <div className="outcomes-scroll" ref={scroller}>
      <table
        ref={grid}
        className={detailed ? "outcomes-table is-detailed" : "outcomes-table"}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={drafts.length + 3}
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          const cell = target.getAttribute("data-cell");
          if (cell !== null) setWalked(cell);
        }}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{messages.commentColumn}</th>
            <th scope="col">{word("outcomes-clause")}</th>
            {drafts.map(({ id, label: name, date, address }) => (
              <th key={id} scope="col">
                <Link href={versionOutcomesPath(address)}>
                  <bdi>{name}</bdi>
                </Link>
                {!name.includes(date.slice(0, 4)) && <span className="quiet">{formatDate(date)}</span>}
              </th>
            ))}
            <th scope="col">{messages.decisionColumn}</th>
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Gap height={before} />}
          {shown.map(({ index }) => {
            const row = rows[index];
            return (
              row && (
                <OutcomesRow
                  key={row.annotation.id}
                  index={index}
                  row={row}
                  drafts={drafts}
                  detailed={detailed}
                  openOn={open?.note === row.annotation.id ? open.draft : null}
                  stop={stop}
                  onMeasure={long ? virtual.measureElement : undefined}
                  onOpen={onOpen}
                />
              )
            );
          })}
          {after > 0 && <Gap height={after} />}
        </tbody>
      </table>
    </div>
  );
}

/** Takes the space of rows that are not rendered. */
function Gap({ height }: { height: number }): ReactNode {
  return (
    <tr aria-hidden className="outcomes-gap">
      <td style={{ blockSize: height }} />
    </tr>
  );
}

/** The row of an annotation: its speaker and text, its clause, its placement on each draft, and the decision. */
function OutcomesRow({
  index,
  row,
  drafts,
  detailed,
  openOn,
  stop,
  onMeasure,
  onOpen,
}: {
  /** Index of the row in the table, from 0. */
  index: number;
  row: OutcomeRow;
  drafts: readonly OutcomeDraft[];
  detailed: boolean;
  /** Id of the draft on which the annotation is open; null if it is closed. */
  openOn: string | null;
  /** The cell in the tab order: "row column". */
  stop: string;
  onMeasure: ((element: HTMLTableRowElement | null) => void) | undefined;
  onOpen: (note: string, draft: string | null) => void;
}): ReactNode {
  const { annotation, clause, outcome, asAmendedBy, cells } = row;
  const { id, speaker, kind, type, createdAt } = annotation;
  const cellProps = (column: number): { "data-cell": string; tabIndex: number } => {
    const name = `${String(index)} ${String(column)}`;
    return { "data-cell": name, tabIndex: name === stop ? 0 : -1 };
  };
  const quote = quotedText(annotation);
  const text = annotationText(annotation);
  return (
    <tr
      ref={onMeasure}
      data-index={index}
      aria-rowindex={index + 2}
      className={openOn === null ? "outcomes-row" : "outcomes-row is-open"}
    >
      <th scope="row">
        <button type="button" className="outcomes-comment" {...cellProps(0)} onClick={() => onOpen(id, null)}>
          <SpeakerLine speaker={speaker} plain />
          <span className="quiet small">
            {word(`kind-${kind}`)} · {word(`type-${type}`)} · {formatDate(createdAt)}
          </span>
          {quote !== "" && (
            <span className="quoted clamped" dir="auto">
              {quote}
            </span>
          )}
          {text !== "" && (
            <span className="clamped" dir="auto">
              {text}
            </span>
          )}
        </button>
      </th>
      <td className="outcomes-clause" data-label={word("outcomes-clause")}>
        {clause === null ? <span className="quiet">{word("outcomes-whole-document")}</span> : <bdi>{clause}</bdi>}
      </td>
      {drafts.map((draft, cellIndex) => {
        const cell = cells.get(draft.id);
        if (!cell)
          return (
            <td key={draft.id} className="outcomes-empty" data-label={draft.label}>
              {draft.id === annotation.versionId ? <span className="quiet">{word("outcomes-made-here")}</span> : ""}
            </td>
          );
        return (
          <td key={draft.id} data-label={draft.label}>
            <button
              type="button"
              className="outcomes-cell"
              {...cellProps(cellIndex + 1)}
              aria-pressed={openOn === draft.id}
              onClick={() => onOpen(id, draft.address)}
            >
              <span className="visually-hidden">
                {sourceName(speaker)}, {draft.label}:{" "}
              </span>
              <StateMark placement={cell} settled={cell.settled} />
              {detailed && <span className="outcomes-reason">{uncheckedWord(cell.reason, placements)}</span>}
            </button>
          </td>
        );
      })}
      <td className="outcomes-decision" data-label={messages.decisionColumn}>
        {outcome === null ? (
          <span className="quiet">{word("decision-undecided")}</span>
        ) : (
          <OutcomeMark outcome={outcome} text={decidedText(outcome, asAmendedBy, interfaceLanguage())} />
        )}
      </td>
    </tr>
  );
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

/**
 * Moves between the cells of a grid with the arrow keys, as the grid role requires; Tab leaves it. A cell's button has
 * its position in `data-cell`: "row column". Cells without a button are skipped: sideways in the direction of travel,
 * up and down to the left. A row that is not rendered is scrolled into view first.
 */
function useCellWalk(
  rows: number,
  columns: number,
  onRow: (row: number) => void,
): { grid: RefObject<HTMLTableElement | null>; onKeyDown: (event: KeyboardEvent) => void } {
  const grid = useRef<HTMLTableElement>(null);
  const onKeyDown = useCallback(
    (event: KeyboardEvent): void => {
      const step = steps[event.key];
      const from = event.target instanceof Element ? event.target.getAttribute("data-cell") : null;
      if (!step || from === null || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const [row = 0, column = 0] = from.split(" ").map(Number);
      const backwards = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1;
      const next = Math.max(0, Math.min(rows - 1, row + step[0]));
      const sideways = step[1] * backwards;
      const find = (): HTMLElement | undefined => {
        for (let cellIndex = column + sideways; cellIndex >= 0 && cellIndex < columns; cellIndex += sideways || -1) {
          const cell = grid.current?.querySelector<HTMLElement>(`[data-cell="${String(next)} ${String(cellIndex)}"]`);
          if (cell) return cell;
        }
        return undefined;
      };
      onRow(next);
      const target = find();
      if (target) target.focus();
      else requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus()));
    },
    [rows, columns, onRow],
  );
  return { grid, onKeyDown };
}
