import { type ReactNode, useEffect, useEffectEvent } from "react";
import { ProblemNotice } from "../components/PageStates.tsx";
import { RunningExportDialog } from "./RunningExportDialog.tsx";
import { saveFile } from "./SaveTable.tsx";
import { type ExportRequest, useExport } from "./use-export.ts";

/** An export of a file, which starts at once, with its progress. */
export function RunningFile({
  title,
  name,
  request,
  onClose,
}: {
  title: string;
  /** The name of the file. */
  name: string;
  request: (request: ExportRequest) => Promise<Blob>;
  /** Called when the dialog closes: once the file is saved, or after it failed. */
  onClose: () => void;
}): ReactNode {
  const running = useExport(
    (_input: null, asked) => request(asked),
    (file) => {
      saveFile(file, name);
      onClose();
    },
  );
  const start = useEffectEvent(() => running.start(null));
  useEffect(() => start(), []);
  return (
    <RunningExportDialog running={running} notes={null} title={title} onClose={onClose}>
      {running.error && <ProblemNotice error={running.error} />}
    </RunningExportDialog>
  );
}
