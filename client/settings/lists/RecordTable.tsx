import { EllipsisVertical } from "lucide-react";
import type { ReactNode } from "react";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { Menu, MenuItem } from "../../components/Menu.tsx";
import { PopoverButton } from "../../components/Popover.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import type { Selection } from "./use-selection.ts";

/** A column of a table of records. */
export interface Column<Row> {
  head: string;
  cell: (row: Row) => ReactNode;
}

/** An action on one record, in the menu of its row. */
export interface RowAction {
  id: string;
  label: string;
  isDanger?: boolean;
  act: () => void;
}

/**
 * A table of records with a menu of actions for each. On phones every row becomes a card. Style sheets that do so
 * remove the roles of a table, so the elements name them.
 */
export function RecordTable<Row extends { id: string }>({
  caption,
  rows,
  columns,
  nameOf,
  selection,
  actionsOf,
  isMuted = () => false,
}: {
  caption: string;
  rows: readonly Row[];
  /** The first column is the head of the row. */
  columns: readonly Column<Row>[];
  /** The name of a record in labels. */
  nameOf: (row: Row) => string;
  /** Absent if records cannot be selected. */
  selection?: Selection;
  actionsOf: (row: Row) => readonly RowAction[];
  isMuted?: (row: Row) => boolean;
}): ReactNode {
  return (
    <table className="records" role="table" aria-label={caption}>
      <thead role="rowgroup">
        <tr role="row">
          {selection && (
            <th role="columnheader" scope="col">
              <span className="visually-hidden">{messages.selectHead}</span>
            </th>
          )}
          {columns.map(({ head }) => (
            <th key={head} role="columnheader" scope="col">
              {head}
            </th>
          ))}
          <th role="columnheader" scope="col">
            <span className="visually-hidden">{messages.actionsHead}</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={row.id} role="row" className={isMuted(row) ? "is-muted" : undefined}>
            {selection && (
              <td role="cell" className="record-select">
                <label>
                  <input
                    type="checkbox"
                    aria-label={formatMessage(messages.selectNamed, { name: nameOf(row) })}
                    checked={selection.has(row.id)}
                    onChange={({ target }) => selection.choose([row.id], target.checked)}
                  />
                </label>
              </td>
            )}
            {columns.map(({ head, cell }, index) =>
              index === 0 ? (
                <th key={head} role="rowheader" scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td key={head} role="cell">
                  <span className="record-label" aria-hidden>
                    {head}
                  </span>
                  <span>{cell(row)}</span>
                </td>
              ),
            )}
            <td role="cell" className="record-actions">
              <RowMenu name={nameOf(row)} actions={actionsOf(row)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The menu of a record's actions. */
export function RowMenu({ name, actions }: { name: string; actions: readonly RowAction[] }): ReactNode {
  if (actions.length === 0) return null;
  return (
    <PopoverButton
      kind="menu"
      className="icon-button"
      name={formatMessage(messages.actionsFor, { name })}
      face={<EllipsisVertical size={18} aria-hidden />}
    >
      <Menu label={formatMessage(messages.actionsFor, { name })}>
        {actions.map(({ id, label, isDanger = false, act }) => (
          <MenuItem key={id} className={isDanger ? "menu-danger" : ""} onAction={act}>
            <span>{label}</span>
          </MenuItem>
        ))}
      </Menu>
    </PopoverButton>
  );
}
