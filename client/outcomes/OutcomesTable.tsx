import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useRef, useState, type ReactNode } from "react";
import { Link } from "wouter";
import { versionOutcomesPath } from "#core/contract/pages.ts";
import { formatDate } from "../components/format.ts";
import { usePrinting } from "../components/use-media.ts";
import { OutcomesRow } from "./OutcomesRow.tsx";
import type { LedgerDraft, LedgerRow } from "#core/contract/outcome-rows.ts";
import * as messages from "#core/messages/outcomes-page.en.ts";
import { useCellWalk } from "./use-cell-walk.ts";

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
  rows: readonly LedgerRow[];
  drafts: readonly LedgerDraft[];
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
  const { grid, onKeyDown } = useCellWalk(rows.length, drafts.length + 1, onRow);
  // One cell is in the tab order: the last one focused, or the first one rendered if that is not.
  const walkedRow = Number(walked.split(" ")[0]);
  const stop = shown.some(({ index }) => index === walkedRow) ? walked : `${String(shown[0]?.index ?? 0)} 0`;

  return (
    <div className="ledger-scroll" ref={scroller}>
      <table
        ref={grid}
        className={detailed ? "ledger-table is-detailed" : "ledger-table"}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={drafts.length + 2}
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          const cell = target.getAttribute("data-cell");
          if (cell !== null) setWalked(cell);
        }}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{messages.commentColumn}</th>
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
    <tr aria-hidden className="ledger-gap">
      <td style={{ blockSize: height }} />
    </tr>
  );
}
