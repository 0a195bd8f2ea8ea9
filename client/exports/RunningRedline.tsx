import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { exportFormats } from "#core/compile/export-format.ts";
import { ProblemNotice } from "../components/PageStates.tsx";
import type { RedlineChoice, RedlineRequest } from "./RedlineMenu.tsx";
import { RunningExportDialog } from "./RunningExportDialog.tsx";
import { saveFile } from "./SaveTable.tsx";
import { useExport } from "./use-export.ts";

/** An export of a redline, which starts at once: its progress, and then what there is to know about the file. */
export function RunningRedline({
  choice,
  request,
  name,
  onClose,
}: {
  choice: RedlineChoice;
  request: RedlineRequest;
  /** The name of the file, without its extension. */
  name: string;
  /** Called when the dialog closes: once the file is saved, if there is nothing to know about it. */
  onClose: () => void;
}): ReactNode {
  const [notes, setNotes] = useState<string | null>(null);
  const headers = useRef<Headers>(null);
  const running = useExport(
    (of: RedlineChoice, asked) =>
      request(of, {
        ...asked,
        onHeaders: (received) => {
          headers.current = received;
        },
      }),
    (file, { format }) => {
      // If it cannot be written into the OpenDocument text, the redline is a Word file.
      const newFormat = format === "odt" && headers.current?.get("word-layout") === "redrawn" ? "docx" : format;
      saveFile(file, `${name}.${newFormat === "odt" ? "odt" : exportFormats[newFormat].ending}`);
      const noted = headers.current?.get("word-notes") ?? null;
      setNotes(noted);
      if (noted === null) onClose();
    },
  );
  const start = useEffectEvent(() => running.start(choice));
  useEffect(() => start(), []);
  return (
    <RunningExportDialog running={running} notes={notes} onClose={onClose}>
      {running.error && <ProblemNotice error={running.error} />}
    </RunningExportDialog>
  );
}
