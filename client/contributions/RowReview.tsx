import { type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { ItemEdit, ShownContribution } from "#core/contract/contribution-operations.ts";
import { annotationKinds } from "#core/discuss/annotation.ts";
import { contributionsPage as messages, interfaceLanguage } from "#core/messages/catalogues.ts";
import { type ContributionRow, contributionRows } from "#core/phrases/contribution-rows.ts";
import type { VersionText } from "#core/text/clause.ts";
import { announce } from "../components/LiveRegion.tsx";
import { QueueList } from "../components/QueueList.tsx";
import { isForThePage, singleKeysOn } from "../components/shortcuts.ts";
import { useListAddress } from "../components/use-list-address.ts";
import { useOpenItem } from "../components/use-open-item.ts";
import { formatMessage, word } from "../page-parts/messages.ts";
import { type RowAct, RowActs } from "./RowActs.tsx";
import { RowFilterFields } from "./RowFilterFields.tsx";
import { RowView } from "./RowView.tsx";
import { canConfirm, doubtOf, doubtTexts, equalRows, filterRows, readRowFilters, stateTexts } from "./review-rows.ts";
import type { ContributionWrites } from "./use-contribution-writes.ts";
import "../components/check.css";

/**
 * The review of a table of comments: one line for each row of the file, and the open row beside it, with its clause. Keys
 * confirm, leave out and move it.
 */
export function RowReview({
  contribution,
  text,
  writes,
}: {
  contribution: ShownContribution;
  /** The text of its version; null if that is unknown or not loaded. */
  text: VersionText | null;
  writes: ContributionWrites;
}): ReactNode {
  const address = useListAddress();
  const { query, set } = address;
  const [open, openItem] = useOpenItem(address);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [act, setAct] = useState<RowAct | null>(null);
  const filters = readRowFilters((name) => query[name]);
  const all = useMemo(() => contributionRows(contribution, text, interfaceLanguage()), [contribution, text]);
  const equal = useMemo(() => equalRows(all), [all]);
  const rows = filterRows(all, filters);
  const at = rows.findIndex(({ id }) => id === open);
  // A row that was confirmed may leave the list. The next one is then at its place.
  const place = useRef(0);
  if (at >= 0) place.current = at;
  const row = all.find(({ id }) => id === open);
  const chosen = all.filter(({ id, item }) => item && selected.has(id));
  const { edit: mayEdit } = contribution.may;

  const openRow = (id: string | null): void => {
    setAct(null);
    openItem(id);
  };
  const step = (by: 1 | -1): void => {
    const target = rows[at >= 0 ? at + by : by > 0 ? place.current : place.current - 1];
    if (target) openRow(target.id);
    else announce(by > 0 ? messages.lastItem : messages.firstItem);
  };
  /** Edits the selected rows, or the open one and opens the next. */
  const change = (edit: Omit<ItemEdit, "id">, done: string): void => {
    setAct(null);
    const items = (selected.size > 0 ? chosen : row ? [row] : []).flatMap(({ item }) => item ?? []);
    const changed = items.filter(
      (item) => (!edit.targets || annotationKinds[item.kind].freeTargets) && (!edit.confirmed || canConfirm(item)),
    );
    if (changed.length === 0) {
      announce(messages.nothingToChange);
      return;
    }
    void writes.editItems(
      changed.map(({ id }) => ({ id, ...edit })),
      formatMessage(done, { count: changed.length }),
    );
    if (selected.size > 0) setSelected(new Set());
    else if (!edit.targets && rows[at + 1]) step(1);
  };
  const confirm = (): void => {
    if (selected.size > 0 || (row?.item && canConfirm(row.item))) change({ confirmed: true }, messages.rowsConfirmed);
    else step(1);
  };
  const begin = (next: RowAct): void => {
    const { item } = row ?? {};
    if (!mayEdit || (selected.size === 0 && !item)) return;
    if (next === "leave-out" && selected.size === 0 && item && !item.included)
      change({ included: true }, messages.rowsIncluded);
    else if (next !== "locate" || canMove(selected.size > 0 ? chosen : [row])) setAct(next);
  };
  const toggle = (id: string, isSelected: boolean): void => {
    const others = [...selected].filter((one) => one !== id);
    setSelected(new Set(isSelected ? [...others, id] : others));
  };
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (!isForThePage(event) || !singleKeysOn()) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.repeat) return;
    else if (event.key === "y" && mayEdit) confirm();
    else if (event.key === "x") begin("leave-out");
    else if (event.key === "l") begin("locate");
    else if (event.key === "e") begin("correct");
    else if (event.key === "u" && mayEdit) writes.undo();
    else if (event.key === "s" && mayEdit && row?.item) toggle(row.id, !selected.has(row.id));
    else if (event.key === "Escape" && act !== null) setAct(null);
    else if (event.key === "Escape" && selected.size > 0) setSelected(new Set());
    else if (event.key === "Escape" && open !== null) openRow(null);
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  const selectable = rows.filter(({ item }) => item);
  const shownSelected = selectable.filter(({ id }) => selected.has(id)).length;
  const acts = (
    <RowActs
      act={act}
      row={selected.size > 0 ? null : (row ?? null)}
      canMove={canMove(selected.size > 0 ? chosen : [row])}
      reasons={all.flatMap(({ item }) => item?.reason ?? [])}
      text={text}
      address={contribution.version?.address ?? ""}
      writes={writes}
      onAct={begin}
      onLeave={() => setAct(null)}
      onConfirm={confirm}
      onLeaveOut={(reason) => change({ included: false, reason }, messages.rowsLeftOut)}
      onInclude={() => change({ included: true }, messages.rowsIncluded)}
      onLocate={(target) => change({ targets: [target] }, messages.rowsMoved)}
    />
  );
  return (
    <section className="row-review" aria-label={messages.rowsLabel}>
      <RowFilterFields filters={filters} rows={all} onChange={(values) => set({ ...values, item: "" })} />
      <div className={`queue-columns ${selected.size > 0 ? "is-selecting" : row ? "is-open" : ""}`.trim()}>
        <div className="queue-part">
          <p className="row queue-count">
            <span aria-live="polite">{formatMessage(messages.shownRows, { count: rows.length })}</span>
            {mayEdit && selectable.length > 0 && (
              <label className="check">
                <input
                  type="checkbox"
                  checked={shownSelected === selectable.length}
                  onChange={({ target }) => setSelected(new Set(target.checked ? selectable.map(({ id }) => id) : []))}
                />
                {formatMessage(messages.selectShownRows, { count: selectable.length })}
              </label>
            )}
          </p>
          {rows.length === 0 ? (
            <p className="quiet">{messages.noRowsFound}</p>
          ) : (
            <QueueList
              label={messages.rowsLabel}
              items={rows}
              open={open}
              {...(mayEdit && {
                selection: {
                  ids: selected,
                  labelOf: (one: ContributionRow) =>
                    one.item ? formatMessage(messages.selectRow, { row: one.name }) : null,
                  onSelect: toggle,
                },
              })}
              content={(one) => <RowContent row={one} equal={equal.get(one.id)?.length ?? 0} />}
              onOpen={openRow}
            />
          )}
        </div>
        <div className="queue-pane">
          {selected.size > 0 ? (
            <section className="queue-item" aria-label={messages.rowsLabel}>
              <h2 className="queue-title">{formatMessage(messages.selectedRows, { count: chosen.length })}</h2>
              {acts}
              <p>
                <button type="button" className="button button-quiet" onClick={() => setSelected(new Set())}>
                  {messages.clearRowSelection}
                </button>
              </p>
            </section>
          ) : row ? (
            <RowView
              row={row}
              contribution={contribution}
              text={text}
              position={at >= 0 ? formatMessage(messages.itemPosition, { position: at + 1, total: rows.length }) : ""}
              onStep={step}
              onLeave={() => openRow(null)}
              equal={equal.get(row.id) ?? noRows}
              onOpen={openRow}
              onSelect={mayEdit ? (ids) => setSelected(new Set(ids)) : null}
            >
              {mayEdit && row.item && acts}
            </RowView>
          ) : (
            <p className="quiet">{messages.chooseRow}</p>
          )}
        </div>
      </div>
      {mayEdit && <p className="quiet small queue-keys">{messages.rowKeys}</p>}
    </section>
  );
}

const noRows: readonly ContributionRow[] = [];

/** Whether a person may choose the location of one of these rows. The location of a proposal follows from its steps. */
function canMove(rows: readonly (ContributionRow | undefined)[]): boolean {
  return rows.some((row) => row?.item && annotationKinds[row.item.kind].freeTargets);
}

function RowContent({
  row,
  equal,
}: {
  row: ContributionRow;
  /** Number of rows with the same text and location. */
  equal: number;
}): ReactNode {
  const { name, source, item, text, result, citation } = row;
  const doubt = doubtOf(row);
  return (
    <>
      <span className="queue-source">
        <strong>
          <bdi>{source || messages.noSource}</bdi>
        </strong>
        <span className="quiet small">{name}</span>
      </span>
      <span className="quiet small">
        {item && (
          <>
            {word(`kind-${item.kind}`)}
            {item.targets.length > 0 && " · "}
          </>
        )}
        {item && item.targets.length > 0 && <bdi>{citation ?? messages.wholeDocumentOption}</bdi>}
      </span>
      <span className="clamped" dir="auto">
        {text}
      </span>
      <span className="queue-marks small">
        <span className={`queue-mark is-${result}`}>{messages[stateTexts[result]]}</span>
        {equal > 0 && <span className="queue-mark">{formatMessage(messages.equalMark, { count: equal })}</span>}
        {doubt && <span className="queue-mark is-doubt">{messages[doubtTexts[doubt]]}</span>}
      </span>
    </>
  );
}
