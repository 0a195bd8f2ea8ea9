import { CircleAlert, Minus, Pencil, Plus } from "lucide-react";
import { Fragment, type ReactNode, useState } from "react";
import type { ImportedLine, ImportReport } from "#core/contract/import-operations.ts";
import { fields as fieldProblems, interfaceLanguage, settingsPage as messages } from "#core/messages/catalogues.ts";
import { headOf } from "#core/phrases/message-text.ts";
import { untranslated } from "../../components/untranslated.ts";
import { listText, formatMessage, uncheckedWord } from "../../page-parts/messages.ts";
import { fieldLabel, hasLabel } from "./field-labels.ts";

/** Maximum number of lines to show at first. A file may have thousands. */
const shownAtFirst = 200;

const outcomes: Readonly<Record<ImportedLine["outcome"], { label: string; Icon: typeof Plus }>> = {
  created: { label: messages.outcomeCreated, Icon: Plus },
  changed: { label: messages.outcomeChanged, Icon: Pencil },
  unchanged: { label: messages.outcomeUnchanged, Icon: Minus },
  refused: { label: messages.outcomeRefused, Icon: CircleAlert },
};

/** The effect of an import: in a sentence, and line by line. */
export function ImportedLines({ report, file }: { report: ImportReport; file: string }): ReactNode {
  const { counts, lines, columns } = report;
  const [isOnlyRefused, setOnlyRefused] = useState(counts.refused > 0 && lines.length > 20);
  const [isAllShown, setAllShown] = useState(false);
  const wanted = isOnlyRefused ? lines.filter(({ outcome }) => outcome === "refused") : lines;
  const shown = isAllShown ? wanted : wanted.slice(0, shownAtFirst);
  return (
    <>
      <div role="status">
        <p>
          <bdi>{file}</bdi>: {formatMessage(messages.importCounts, counts)}
        </p>
        <p className={counts.refused > 0 ? "field-error" : "quiet"}>{verdict(report)}</p>
      </div>
      {columns.length > 0 && (
        <p className="quiet small">
          {messages.importColumns}:{" "}
          {columns.map((column, index) => (
            <Fragment key={index}>
              {index > 0 && " · "}
              <bdi {...untranslated}>{column.heading}</bdi>
              {columnNote(column)}
            </Fragment>
          ))}
        </p>
      )}
      {counts.refused > 0 && counts.refused < lines.length && (
        <label className="setting-check">
          <input type="checkbox" checked={isOnlyRefused} onChange={({ target }) => setOnlyRefused(target.checked)} />
          <span>{messages.onlyProblems}</span>
        </label>
      )}
      {shown.length > 0 && (
        <div className="import-lines" role="region" aria-label={messages.importLines} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{messages.lineHead}</th>
                <th scope="col">{messages.nameHead}</th>
                <th scope="col">{messages.effectHead}</th>
                <th scope="col">{messages.detailHead}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((line) => (
                <LineRow key={line.line} line={line} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown.length < wanted.length && (
        <button type="button" className="link-button" onClick={() => setAllShown(true)}>
          {formatMessage(messages.showAllLines, { count: wanted.length })}
        </button>
      )}
    </>
  );
}

/** Returns what the use of a column adds to its heading, if the heading does not say it. */
function columnNote({ heading, column }: ImportReport["columns"][number]): string {
  if (column === null) return ` ${messages.columnNotUsed}`;
  const field = fieldLabel(column);
  const isClear = !hasLabel(column) || field === heading.toLowerCase();
  return isClear ? "" : ` ${formatMessage(messages.columnRead, { field })}`;
}

function LineRow({ line: { line, name, outcome, fields, reasons } }: { line: ImportedLine }): ReactNode {
  const { label, Icon } = outcomes[outcome];
  return (
    <tr className={`is-${outcome}`}>
      <td>{line}</td>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td className="import-outcome">
        <Icon size={14} aria-hidden /> {label}
      </td>
      <td>
        {outcome === "changed" && formatMessage(messages.changedFields, { fields: listText(fields.map(fieldLabel)) })}
        {reasons.map(({ column, ...problem }, index) => (
          <p key={index}>
            {column === null
              ? headOf(reasonText(problem), interfaceLanguage())
              : formatMessage(messages.columnReason, { column: fieldLabel(column), reason: reasonText(problem) })}
          </p>
        ))}
      </td>
    </tr>
  );
}

/** Words the reason why a line is refused, in the language of the page. */
function reasonText(problem: Pick<ImportedLine["reasons"][number], "code" | "params">): string {
  return uncheckedWord(problem, fieldProblems);
}

function verdict({ counts: { created, changed, refused } }: ImportReport): string {
  if (refused > 0) return formatMessage(messages.importRefused, { count: refused });
  return created + changed === 0 ? messages.importNothing : messages.importReady;
}
