import { Gavel } from "lucide-react";
import type { ReactNode } from "react";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { formatDate } from "../components/format.ts";
import { sourceName } from "../components/source-name.ts";
import { word } from "../page-parts/messages.ts";
import type { LedgerDraft, LedgerRow } from "#core/contract/outcome-rows.ts";
import { quotedText, annotationText } from "#core/discuss/annotation-text.ts";
import * as messages from "#core/messages/outcomes-page.en.ts";
import { StateMark } from "./StateMark.tsx";
import "../annotations/thread.css";

/** The row of an annotation: its speaker and text, its placement on each draft, and the decision. */
export function OutcomesRow({
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
  row: LedgerRow;
  drafts: readonly LedgerDraft[];
  detailed: boolean;
  /** Id of the draft on which the annotation is open; null if it is closed. */
  openOn: string | null;
  /** The cell in the tab order: "row column". */
  stop: string;
  onMeasure: ((element: HTMLTableRowElement | null) => void) | undefined;
  onOpen: (note: string, draft: string | null) => void;
}): ReactNode {
  const { annotation, outcome, cells } = row;
  const { id, speaker, kind, type, createdAt } = annotation;
  const cellProps = (column: number): { "data-cell": string; tabIndex: number } => {
    const name = `${String(index)} ${String(column)}`;
    return { "data-cell": name, tabIndex: name === stop ? 0 : -1 };
  };
  const quote = quotedText(annotation);
  const said = annotationText(annotation);
  return (
    <tr
      ref={onMeasure}
      data-index={index}
      aria-rowindex={index + 2}
      className={openOn === null ? "ledger-row" : "ledger-row is-open"}
    >
      <th scope="row">
        <button type="button" className="ledger-comment" {...cellProps(0)} onClick={() => onOpen(id, null)}>
          <SpeakerLine speaker={speaker} />
          <span className="quiet small">
            {word(`kind-${kind}`)} · {word(`type-${type}`)} · {formatDate(createdAt)}
          </span>
          {quote !== "" && (
            <span className="ledger-quote" dir="auto">
              {quote}
            </span>
          )}
          {said !== "" && (
            <span className="ledger-said" dir="auto">
              {said}
            </span>
          )}
        </button>
      </th>
      {drafts.map((draft, at) => {
        const cell = cells.get(draft.id);
        if (!cell)
          return (
            <td key={draft.id} className="ledger-empty" data-label={draft.label}>
              {draft.id === annotation.versionId ? <span className="quiet">{word("ledger-made-here")}</span> : ""}
            </td>
          );
        return (
          <td key={draft.id} data-label={draft.label}>
            <button
              type="button"
              className="ledger-cell"
              {...cellProps(at + 1)}
              aria-pressed={openOn === draft.id}
              onClick={() => onOpen(id, draft.address)}
            >
              <span className="visually-hidden">
                {sourceName(speaker)}, {draft.label}:{" "}
              </span>
              <StateMark state={cell.state} settled={cell.settled} />
              {detailed && <span className="ledger-reason">{word(cell.reason.code, cell.reason.params)}</span>}
            </button>
          </td>
        );
      })}
      <td className="ledger-decision" data-label={messages.decisionColumn}>
        {outcome === null ? (
          <span className="quiet">{word("disposition-undecided")}</span>
        ) : (
          <span className="chip chip-decided">
            <Gavel size={12} aria-hidden /> {word(`disposition-${outcome}`)}
          </span>
        )}
      </td>
    </tr>
  );
}
