import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useRef, useState, type ReactNode } from "react";
import { Link } from "wouter";
import { versionLedgerPath } from "#core/contract/pages.ts";
import { formatDate } from "../components/format.ts";
import { usePrinting } from "../components/use-media.ts";
import { LedgerRowView } from "./OutcomesRow.tsx";
import type { LedgerDraft, LedgerRow } from "#core/contract/outcome-rows.ts";
import { useCellWalk } from "./use-cell-walk.ts";

/** With more rows than this only those in view are drawn: a browser's own search and print work on all of a shorter table. */
const longFrom = 120;
/** About how tall a row is before it was drawn, in pixels. */
const rowHeight = 84;

/** Annotations against drafts: what became of each on each. Head and first column stay in view; arrow keys walk it. */
export function LedgerTable({
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
  /** Whether a cell tells its reason too: where there is room for it. */
  detailed: boolean;
  /** The annotation that is open beside the table, and the draft it is looked at on. */
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
  // One cell takes the Tab key: the one last walked to, or, where that is not drawn, the first that is.
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
            <th scope="col">Comment</th>
            {drafts.map(({ id, label: name, date, address }) => (
              <th key={id} scope="col">
                <Link href={versionLedgerPath(address)}>
                  <bdi>{name}</bdi>
                </Link>
                {!name.includes(date.slice(0, 4)) && <span className="quiet">{formatDate(date)}</span>}
              </th>
            ))}
            <th scope="col">Decision</th>
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Gap height={before} />}
          {shown.map(({ index }) => {
            const row = rows[index];
            return (
              row && (
                <LedgerRowView
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

/** The room of rows that are not drawn. */
function Gap({ height }: { height: number }): ReactNode {
  return (
    <tr aria-hidden className="ledger-gap">
      <td style={{ blockSize: height }} />
    </tr>
  );
}
