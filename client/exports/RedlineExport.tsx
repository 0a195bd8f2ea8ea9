import { type ReactNode, useRef, useState } from "react";
import { exportFormats } from "#core/compile/export-format.ts";
import { PopoverButton } from "../components/Popover.tsx";
import { ProblemNotice } from "../components/PageStates.tsx";
import { lazyComponent } from "../components/lazy-component.tsx";
import type { RedlineChoice, RedlineVersions } from "./RedlineMenu.tsx";
import { saveFile } from "./SaveTable.tsx";
import { useExport, type ExportRequest } from "./use-export.ts";

const RedlineMenu = lazyComponent(async () => (await import("./RedlineMenu.tsx")).RedlineMenu);
const RunningExportDialog = lazyComponent(async () => (await import("./RunningExportDialog.tsx")).RunningExportDialog);

/**
 * Exports a redline as a file, shows the progress, and then what there is to know about the file.
 *
 * @param name the file's, without its extension
 * @param versions the compared versions, if the redline is one of two versions
 * @param button the looks of the button that opens the list of formats
 */
export function RedlineExport({
  request,
  name,
  versions = null,
  button,
}: {
  request: (choice: RedlineChoice, request: ExportRequest & { onHeaders: (headers: Headers) => void }) => Promise<Blob>;
  name: string;
  versions?: RedlineVersions;
  button: { className: string; face: ReactNode; name?: string };
}): ReactNode {
  const [notes, setNotes] = useState<string | null>(null);
  const isRedrawn = useRef(false);
  const onHeaders = (headers: Headers): void => {
    isRedrawn.current = headers.get("word-layout") === "redrawn";
    setNotes(headers.get("word-notes"));
  };
  const running = useExport(
    (choice: RedlineChoice, asked) => request(choice, { ...asked, onHeaders }),
    (file, { format }) => {
      // If it cannot be written into the OpenDocument text, the redline is a Word file.
      const newFormat = format === "odt" && isRedrawn.current ? "docx" : format;
      saveFile(file, `${name}.${newFormat === "odt" ? "odt" : exportFormats[newFormat].ending}`);
    },
  );
  return (
    <>
      <PopoverButton kind="menu" {...button}>
        <RedlineMenu versions={versions} onChoose={running.start} />
      </PopoverButton>
      {(running.isPending || running.error !== null || notes !== null) && (
        <RunningExportDialog running={running} notes={notes} onClose={() => setNotes(null)}>
          {running.error && <ProblemNotice error={running.error} />}
        </RunningExportDialog>
      )}
    </>
  );
}
