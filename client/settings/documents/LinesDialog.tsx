import { type ReactNode, useEffect, useRef, useState } from "react";
import type { LinesSet } from "#core/contract/document-operations.ts";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { documentSettings as messages, interfaceLanguage } from "#core/messages/catalogues.ts";
import { urlOf } from "../../api/call.ts";
import { sendFile } from "../../api/send-file.ts";
import { FileButton } from "../../components/FileField.tsx";
import { Progress } from "../../components/Progress.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import { FormDialog } from "../parts/Form.tsx";
import { useSettingsChange } from "../parts/use-settings-change.ts";

/** Takes the line and page numbers of a published draft from a PDF of the same text. */
export function LinesDialog({
  document,
  version,
  onClose,
}: {
  document: ListedDocument;
  version: ListedVersion;
  onClose: () => void;
}): ReactNode {
  const [file, setFile] = useState<File | null>(null);
  /** The share of the file that is sent. Null while nothing is sent. */
  const [sent, setSent] = useState<number | null>(null);
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);
  const { change } = useSettingsChange();
  const save = async (): Promise<void> => {
    if (!file) return;
    stop.current = new AbortController();
    const url = urlOf("setLines", { params: { version: version.id }, query: { fileName: file.name } });
    try {
      const taken = (await sendFile(url, file, { signal: stop.current.signal, onSent: setSent })) as LinesSet;
      const { origin, lines, pages, found } = taken;
      const values = { draft: version.label, lines, pages, share: share(found) };
      await change(
        () => Promise.resolve(taken),
        formatMessage(origin === "printed" ? messages.linesTaken : messages.onlyPagesTaken, values),
      );
    } finally {
      setSent(null);
    }
  };
  return (
    <FormDialog
      title={formatMessage(messages.linesTitle, { draft: version.label, document: document.shortTitle })}
      act={messages.takeLines}
      isReady={file !== null}
      onSave={save}
      onClose={onClose}
    >
      <p>{messages.linesAbout}</p>
      <p className="file-choice">
        <FileButton accepts={[".pdf", "application/pdf"]} onFiles={([first]) => setFile(first ?? null)}>
          {messages.choosePdf}
        </FileButton>{" "}
        {file && <bdi>{file.name}</bdi>}
      </p>
      {sent !== null && (
        <Progress
          share={sent < 1 ? sent : null}
          describe={(progress) => (sent < 1 ? formatMessage(messages.sendingPdf, { progress }) : messages.readingPdf)}
        />
      )}
    </FormDialog>
  );
}

function share(of: number): string {
  return new Intl.NumberFormat(interfaceLanguage(), { style: "percent" }).format(of);
}
