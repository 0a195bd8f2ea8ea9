import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import type { DecisionsOfFile, DeskItem, ImportedDecision } from "#core/contract/desk-operations.ts";
import { common, deskPage as messages, fields as fieldProblems } from "#core/messages/catalogues.ts";
import { decisionOutcomes } from "#core/outcome/decision.ts";
import { codesOf } from "#core/text/closed-list.ts";
import { call } from "../api/call.ts";
import { ProblemError } from "../api/problem-error.ts";
import { ConfirmDialog, DialogFrame } from "../components/DialogFrame.tsx";
import { DropZone, FileButton } from "../components/FileField.tsx";
import { focusOnMount } from "../components/focus.ts";
import { sourceName } from "../components/format.tsx";
import { ProblemNotice } from "../components/PageStates.tsx";
import { ExportProgress } from "../exports/ExportProgress.tsx";
import { saveFile } from "../exports/SaveTable.tsx";
import { useExport } from "../exports/use-export.ts";
import { commaText, formatMessage, headWord, uncheckedHead, word } from "../page-parts/messages.ts";
import type { DeskWrites } from "../deciding/use-desk-writes.ts";
import "../upload/upload.css";

/** How long an export may take before its progress is shown, in ms. */
const quickTime = 400;

/** Maximum number of rows in each list. */
const mostShown = 200;

/** Exports comments to Excel at once, and shows the progress if that takes long. */
export function ExportDesk({ items, onClose }: { items: readonly DeskItem[]; onClose: () => void }): ReactNode {
  const [isSlow, setSlow] = useState(false);
  const running = useExport(
    (ids: string[], request) => call("exportDesk", { ...request, body: { ids } }),
    (file) => {
      saveFile(file, messages.excelFile);
      onClose();
    },
  );
  const start = useEffectEvent(() => running.start(items.map(({ id }) => id)));
  useEffect(() => {
    start();
    const timer = setTimeout(() => setSlow(true), quickTime);
    return () => clearTimeout(timer);
  }, []);
  if (!isSlow && !running.error) return null;
  return (
    <DialogFrame title={messages.exportExcel} isDismissable={false} onClose={onClose}>
      {running.error ? <ProblemNotice error={running.error} /> : <ExportProgress progress={running.progress} />}
      <div className="dialog-actions">
        <button type="button" className="button button-quiet" onClick={onClose}>
          {common.cancel}
        </button>
      </div>
    </DialogFrame>
  );
}

/** Imports decisions from an Excel file: first a preview, then they are prepared. */
export function ImportDecisions({
  onPrepare,
  onClose,
}: {
  onPrepare: DeskWrites["prepareEach"];
  onClose: () => void;
}): ReactNode {
  const [taken, setTaken] = useState<ReadonlySet<number>>(new Set());
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: (file: File) => call("readDecisions", { query: { fileName: file.name }, file }),
    onMutate: () => setTaken(new Set()),
  });
  const read = ([file]: readonly File[]): void => {
    if (file) mutate(file);
  };
  const wanted = (data?.decisions ?? []).filter(({ kind, row }) => kind !== "conflict" || taken.has(row));
  const isOtherFile = error instanceof ProblemError && ["not-this-format", "file-damaged"].includes(error.code);
  return (
    <ConfirmDialog
      title={messages.importDecisions}
      act={formatMessage(messages.prepareImported, { count: wanted.length })}
      ready={wanted.length > 0}
      onConfirm={() => onPrepare(wanted)}
      onClose={onClose}
    >
      <div className="stack-3">
        <p>{messages.importAbout}</p>
        <DropZone className="desk-drop row" iconSize={20} label={messages.dropExcel} onFiles={read}>
          <FileButton buttonRef={focusOnMount} accepts={[".xlsx"]} onFiles={read}>
            {messages.chooseExcel}
          </FileButton>
        </DropZone>
        {isPending && <p role="status">{messages.readingExcel}</p>}
        {isOtherFile ? <p role="alert">{messages.notDeskFile}</p> : error && <ProblemNotice error={error} />}
        {data && (
          <Preview
            {...data}
            taken={taken}
            onTake={(row, isTaken) =>
              setTaken(new Set(isTaken ? [...taken, row] : [...taken].filter((one) => one !== row)))
            }
          />
        )}
      </div>
    </ConfirmDialog>
  );
}

/** The effect of a file: conflicts with a choice, rows that are left out, and the other decisions. */
function Preview({
  decisions,
  unchanged,
  undecided,
  refused,
  taken,
  onTake,
}: DecisionsOfFile & { taken: ReadonlySet<number>; onTake: (row: number, isTaken: boolean) => void }): ReactNode {
  const of = (wanted: ImportedDecision["kind"]) => decisions.filter(({ kind }) => kind === wanted);
  const [added, changed, conflicts] = [of("new"), of("changed"), of("conflict")];
  const counts = { added: added.length, changed: changed.length, unchanged, undecided };
  return (
    <>
      <p role="status">{formatMessage(messages.importCounts, counts)}</p>
      <Rows heading={formatMessage(messages.conflicts, { count: conflicts.length })} rows={conflicts} isOpen>
        {(decision) => (
          <>
            <DecisionLines {...decision} />
            <label className="check">
              <input
                type="checkbox"
                checked={taken.has(decision.row)}
                onChange={({ target }) => onTake(decision.row, target.checked)}
              />
              {messages.takeFromFile}
            </label>
          </>
        )}
      </Rows>
      <Rows heading={formatMessage(messages.refusedRows, { count: refused.length })} rows={refused} isOpen>
        {({ code, params }) => (
          <>: {uncheckedHead({ code, params: { ...params, ...choicesOf(code) } }, fieldProblems)}</>
        )}
      </Rows>
      <Rows heading={messages.newAndChanged} rows={[...added, ...changed]}>
        {(decision) => <DecisionLines {...decision} />}
      </Rows>
    </>
  );
}

/** Rows of the file under a heading that folds them. */
function Rows<Row extends { row: number }>({
  heading,
  rows,
  isOpen = false,
  children,
}: {
  heading: string;
  rows: readonly Row[];
  isOpen?: boolean;
  children: (row: Row) => ReactNode;
}): ReactNode {
  if (rows.length === 0) return null;
  return (
    <details className="desk-rows" open={isOpen}>
      <summary>{heading}</summary>
      <ul className="stack-3">
        {rows.slice(0, mostShown).map((row) => (
          <li key={row.row}>
            <strong>{formatMessage(messages.rowNumber, { row: row.row })}</strong>
            {children(row)}
          </li>
        ))}
      </ul>
      {rows.length > mostShown && (
        <p className="quiet">{formatMessage(messages.moreRows, { count: rows.length - mostShown })}</p>
      )}
    </details>
  );
}

/** A comment with the decision of the desk, if there is one, and that of the file. */
function DecisionLines({ item, prepared, current, kind }: ImportedDecision): ReactNode {
  const { clause, placement, speaker, text } = item;
  const place = clause?.citation ?? (placement.state === "orphan" ? messages.unplaced : messages.wholeDocument);
  return (
    <>
      {" · "}
      {sourceName(speaker)} · <bdi>{place}</bdi>
      <span className="clamped quiet small" dir="auto">
        {text}
      </span>
      {current && <Outcome label={formatMessage(messages.onDesk, { name: current.by })} {...current} />}
      {!current && kind === "conflict" && <p className="quiet">{messages.takenBack}</p>}
      <Outcome label={messages.inFile} {...prepared} />
    </>
  );
}

/** Names the outcomes in the language of the page, for the problem that lists them. */
function choicesOf(code: string): { choices?: string } {
  if (code !== "outcome-unknown") return {};
  return { choices: commaText(codesOf(decisionOutcomes).map((outcome) => word(`decision-${outcome}`))) };
}

function Outcome({
  label,
  outcome,
  reason,
}: Pick<ImportedDecision["prepared"], "outcome" | "reason"> & { label: string }): ReactNode {
  return (
    <p>
      <span className="quiet">{label}:</span> {headWord(`decision-${outcome}`)}
      {reason !== "" && " · "}
      <span dir="auto">{reason}</span>
    </p>
  );
}
