import { type ReactNode, useState } from "react";
import { DropZone, FileButton } from "../../components/FileField.tsx";
import { focusOnMount } from "../../components/focus.ts";
import type { ImportReport } from "#core/contract/import-operations.ts";
import { colleagues, settingsPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { DialogFrame } from "../../components/DialogFrame.tsx";
import { formatMessage, richMessage } from "../../page-parts/messages.ts";
import { ImportedLines } from "./ImportedLines.tsx";
import { refusalText } from "../parts/refusal.ts";
import { useSettingsChange } from "../parts/use-settings-change.ts";

/** The records that a CSV file can hold. */
export type CsvKind = "people" | "organisations";

/** The headings of an empty file. A file may leave out all but the name. */
const headings: Readonly<Record<CsvKind, readonly string[]>> = {
  people: ["name", "e-mail", "organisation", "role", "group"],
  organisations: ["short name", "name", "group", "contact"],
};

/** A byte order mark, by which spreadsheets recognise UTF-8. */
const byteOrderMark = "\uFEFF";

/** The state of an import: no file, a file being read, its dry run, or a refusal of the whole file. */
type ImportState =
  | { kind: "empty" }
  | { kind: "reading"; file: File }
  | { kind: "tried"; file: File; report: ImportReport }
  | { kind: "refused"; file: File; reason: string };

/** Imports people or organisations from a CSV file: first a dry run, line by line, then all of it. */
export function ImportDialog({ kind, onClose }: { kind: CsvKind; onClose: () => void }): ReactNode {
  const { state, isBusy, tryFile, importFile } = useImport(kind, onClose);
  const count = state.kind === "tried" ? state.report.counts.created + state.report.counts.changed : 0;
  const canImport = state.kind === "tried" && state.report.counts.refused === 0 && count > 0;
  return (
    <DialogFrame
      title={kind === "people" ? messages.importPeopleTitle : messages.importOrganisationsTitle}
      isDismissable={false}
      className="dialog-wide"
      onClose={onClose}
    >
      <p>
        {messages.importAbout} <TemplateLink kind={kind} />
      </p>
      <CsvDrop isAgain={state.kind !== "empty"} onFile={(file) => void tryFile(file)} />
      <div className="import-result stack">
        {state.kind === "reading" && (
          <p role="status">{richMessage(messages.readingCsv, { name: <bdi>{state.file.name}</bdi> })}</p>
        )}
        {state.kind === "refused" && (
          <p className="field-error" role="alert">
            <bdi>{state.file.name}</bdi>: {state.reason}
          </p>
        )}
        {state.kind === "tried" && <ImportedLines key={state.file.name} report={state.report} file={state.file.name} />}
      </div>
      {canImport && kind === "people" && <p className="small">{colleagues.willTellAll}</p>}
      <div className="dialog-actions">
        <button type="button" className="button button-quiet" onClick={onClose}>
          {messages.cancel}
        </button>
        {canImport && (
          <button
            type="button"
            className={`button button-primary${isBusy ? " is-busy" : ""}`}
            onClick={() => void importFile(state.file, count)}
          >
            {kind === "people"
              ? formatMessage(messages.importPeopleAct, { count })
              : formatMessage(messages.importOrganisationsAct, { count })}
          </button>
        )}
      </div>
    </DialogFrame>
  );
}

/** Returns the state of an import, and functions that try a file and import it. */
function useImport(
  kind: CsvKind,
  onImported: () => void,
): {
  state: ImportState;
  isBusy: boolean;
  tryFile: (file: File) => Promise<void>;
  importFile: (file: File, count: number) => Promise<void>;
} {
  const [state, setState] = useState<ImportState>({ kind: "empty" });
  const [isBusy, setBusy] = useState(false);
  const { change } = useSettingsChange();
  const send = (file: File, dryRun: boolean): Promise<ImportReport> => {
    const query = { fileName: file.name, dryRun: String(dryRun) };
    return kind === "people" ? call("importPeople", { query, file }) : call("importOrganisations", { query, file });
  };
  const tryFile = async (file: File): Promise<void> => {
    setState({ kind: "reading", file });
    try {
      setState({ kind: "tried", file, report: await send(file, true) });
    } catch (error) {
      setState({ kind: "refused", file, reason: refusalText(error) });
    }
  };
  const importFile = async (file: File, count: number): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    const done =
      kind === "people"
        ? formatMessage(messages.peopleImported, { count })
        : formatMessage(messages.organisationsImported, { count });
    try {
      const report = await change(() => send(file, false), done);
      // Somebody changed the settings since the dry run.
      if (report.isStored) onImported();
      else setState({ kind: "tried", file, report });
    } catch (error) {
      setState({ kind: "refused", file, reason: refusalText(error) });
    }
    setBusy(false);
  };
  return { state, isBusy, tryFile, importFile };
}

/** Takes a CSV file, dropped or chosen. */
function CsvDrop({ isAgain, onFile }: { isAgain: boolean; onFile: (file: File) => void }): ReactNode {
  const take = ([file]: readonly File[]): void => {
    if (file) onFile(file);
  };
  return (
    <DropZone className="import-drop" iconSize={20} label={messages.dropCsv} onFiles={take}>
      <FileButton buttonRef={focusOnMount} accepts={[".csv", ".tsv", ".txt", "text/csv"]} onFiles={take}>
        {isAgain ? messages.chooseOtherCsv : messages.chooseCsv}
      </FileButton>
    </DropZone>
  );
}

/** A link that saves a file with only the headings. */
function TemplateLink({ kind }: { kind: CsvKind }): ReactNode {
  const text = `${byteOrderMark}${headings[kind].join(",")}\r\n`;
  return (
    <a
      href={`data:text/csv;charset=utf-8,${encodeURIComponent(text)}`}
      download={kind === "people" ? messages.peopleTemplate : messages.organisationsTemplate}
    >
      {messages.getTemplate}
    </a>
  );
}
