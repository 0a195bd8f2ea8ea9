import { FileUp } from "lucide-react";
import { useCallback, useEffect, useRef, type ReactNode } from "react";
import { Button, DropZone, FileTrigger, Label, ProgressBar, Text } from "react-aria-components";
import { Link } from "wouter";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { contributionPath } from "#core/contract/pages.ts";
import { largestUpload } from "#core/contract/version-operations.ts";
import { formatList } from "#core/phrases/file-text.ts";
import { contributionFormats, contributionsOf, offeredEndings } from "#core/text/file-format.ts";
import { interfaceLanguage, contributionsPage as messages } from "#core/messages/catalogues.ts";
import { commaText, formatMessage, richMessage } from "../page-parts/messages.ts";
import { fileSize } from "../components/format.ts";
import "../components/progress.css";
import { useSending, type SentFile, type SendingFiles } from "./use-sending.ts";
import { itemsSummary } from "./contribution-summary.ts";

const accepted = offeredEndings(contributionFormats);
const accepts = () => ({
  texts: formatList(contributionsOf("marked-text"), interfaceLanguage()),
  forms: formatList(contributionsOf("comment-form"), interfaceLanguage()),
  annotations: formatList(contributionsOf("annotations"), interfaceLanguage()),
});

/** Uploads files that organisations sent, several at once, and shows the progress and result of each. */
export function ReceiveFiles({ passed }: { passed: { file: File; version: string | undefined } | null }): ReactNode {
  const sending = useSending(problemWith);
  const { add, files } = sending;
  const lastSent = useRef<File | null>(null);
  useEffect(() => {
    // Sends the file that was passed along only once, however often this renders.
    if (!passed || lastSent.current === passed.file) return;
    lastSent.current = passed.file;
    add([passed.file], passed.version);
  }, [passed, add]);
  const choose = useCallback((chosen: readonly File[]): void => add(chosen), [add]);
  return (
    <section className="receive" aria-label={messages.filesToUpload}>
      <DropZone
        className="drop-zone"
        onDrop={({ items }) => {
          const dropped = items.filter((item) => item.kind === "file");
          void Promise.all(dropped.map((item) => item.getFile())).then(choose);
        }}
      >
        <FileUp size={24} aria-hidden />
        <Text slot="label">{formatMessage(messages.dropFiles, accepts())}</Text>
        <FileTrigger
          allowsMultiple
          acceptedFileTypes={accepted}
          onSelect={(chosen) => choose(Array.from(chosen ?? []))}
        >
          <Button className="button">{messages.chooseFiles}</Button>
        </FileTrigger>
      </DropZone>
      {files.length > 0 && (
        <ul className="sent-files" aria-label={messages.filesLabel}>
          {files.map((sent) => (
            <SentRow key={sent.key} sent={sent} sending={sending} />
          ))}
        </ul>
      )}
    </section>
  );
}

function SentRow({ sent, sending }: { sent: SentFile; sending: SendingFiles }): ReactNode {
  const { key, file, state } = sent;
  const open = state.kind === "waiting" || state.kind === "sending";
  return (
    <li className={`sent-file is-${state.kind}`}>
      <div className="breakable">
        <bdi>{file.name}</bdi> <span className="quiet small">{fileSize(file.size)}</span>
      </div>
      <div className="sent-state" role="status">
        <SentStatus sent={sent} />
      </div>
      {open && (
        <Button
          className="button button-quiet"
          aria-label={formatMessage(messages.cancelUploadOf, { name: file.name })}
          onPress={() => sending.stop(key)}
        >
          {messages.cancelUpload}
        </Button>
      )}
      {state.kind === "stopped" && (
        <Button
          className="button button-quiet"
          aria-label={formatMessage(messages.uploadFileAgain, { name: file.name })}
          onPress={() => sending.again(key)}
        >
          {messages.uploadAgain}
        </Button>
      )}
      {state.kind === "received" && (
        <Link className="button" href={contributionPath(state.contribution.id)}>
          {messages.reviewContribution}
        </Link>
      )}
      {state.kind === "copy" && (
        <Link className="button" href={contributionPath(state.contribution)}>
          {messages.openExisting}
        </Link>
      )}
    </li>
  );
}

function SentStatus({ sent: { file, state } }: { sent: SentFile }): ReactNode {
  switch (state.kind) {
    case "waiting":
      return <span className="quiet">{messages.waitingInQueue}</span>;
    case "sending":
      return (
        <ProgressBar className="progress" value={state.sent * 100} isIndeterminate={state.sent >= 1}>
          {({ percentage, valueText }) => (
            <>
              <Label className="quiet">
                {state.sent >= 1
                  ? formatMessage(messages.readingFile, { name: file.name })
                  : formatMessage(messages.uploadingFile, { progress: valueText ?? "" })}
              </Label>
              <span className="progress-track" aria-hidden>
                <span style={state.sent >= 1 ? {} : { inlineSize: `${percentage ?? 0}%` }} />
              </span>
            </>
          )}
        </ProgressBar>
      );
    case "received": {
      const { version, organisations, items } = state.contribution;
      return (
        <span>
          {receivedText(itemsSummary(items), commaText(organisations.map(({ shortName }) => shortName)), version)}
        </span>
      );
    }
    case "copy":
      return <span>{richMessage(messages.duplicateFile, { fileName: state.fileName })}</span>;
    case "refused":
      return (
        <span className="field-error" role="alert">
          {state.reason}
        </span>
      );
    case "stopped":
      return <span className="quiet">{messages.uploadCancelled}</span>;
  }
}

/** Returns the items of a received file with its senders, if known, and its draft, if chosen. */
function receivedText(items: string, organisations: string, version: ShownContribution["version"]): string {
  if (!version) {
    return organisations === ""
      ? formatMessage(messages.received, { items })
      : formatMessage(messages.receivedFrom, { items, organisations });
  }
  const { document, label } = version;
  return organisations === ""
    ? formatMessage(messages.receivedOn, { items, document, label })
    : formatMessage(messages.receivedFromOn, { items, organisations, document, label });
}

/** Returns why a file cannot be received, before it is sent; null if it can. */
function problemWith({ name, size }: File): string | null {
  if (!accepted.some((ending) => name.toLowerCase().endsWith(ending))) {
    return formatMessage(messages.unsupportedFile, { accepted: commaText(accepted) });
  }
  if (size > largestUpload)
    return formatMessage(messages.fileTooLarge, { size: fileSize(size), limit: fileSize(largestUpload) });
  return size === 0 ? messages.emptyFile : null;
}
