import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { contributionPath } from "#core/contract/pages.ts";
import { largestUpload } from "#core/contract/version-operations.ts";
import { contributionsPage as messages, interfaceLanguage } from "#core/messages/catalogues.ts";
import { formatList } from "#core/phrases/file-text.ts";
import { contributionFormats, contributionsOf, offeredEndings, outdatedEndings } from "#core/text/file-format.ts";
import { newId } from "../api/actor.ts";
import { urlOf } from "../api/call.ts";
import { ProblemError } from "../api/problem-error.ts";
import { contributionKeys } from "../api/queries.ts";
import { sendFile } from "../api/send-file.ts";
import { DropZone, FileButton } from "../components/FileField.tsx";
import { Progress } from "../components/Progress.tsx";
import { fileSize } from "../components/format.tsx";
import { commaText, formatMessage, richMessage } from "../page-parts/messages.ts";
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
      <DropZone iconSize={24} label={formatMessage(messages.dropFiles, accepts())} onFiles={choose}>
        <FileButton isMultiple accepts={accepted} onFiles={choose}>
          {messages.chooseFiles}
        </FileButton>
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
        <button
          type="button"
          className="button button-quiet"
          aria-label={formatMessage(messages.cancelUploadOf, { name: file.name })}
          onClick={() => sending.stop(key)}
        >
          {messages.cancelUpload}
        </button>
      )}
      {state.kind === "stopped" && (
        <button
          type="button"
          className="button button-quiet"
          aria-label={formatMessage(messages.uploadFileAgain, { name: file.name })}
          onClick={() => sending.again(key)}
        >
          {messages.uploadAgain}
        </button>
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
        <Progress
          share={state.sent >= 1 ? null : state.sent}
          describe={(progress) =>
            state.sent >= 1
              ? formatMessage(messages.readingFile, { name: file.name })
              : formatMessage(messages.uploadingFile, { progress })
          }
        />
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
  if (![...accepted, ...outdatedEndings].some((ending) => name.toLowerCase().endsWith(ending))) {
    return formatMessage(messages.unsupportedFile, { accepted: commaText(accepted) });
  }
  if (size > largestUpload)
    return formatMessage(messages.fileTooLarge, { size: fileSize(size), limit: fileSize(largestUpload) });
  return size === 0 ? messages.emptyFile : null;
}

/**
 * The state of an upload: waiting for earlier files, on its way, received, already received before, refused, or
 * stopped.
 */
export type SentState =
  | { kind: "waiting" }
  | { kind: "sending"; sent: number }
  | { kind: "received"; contribution: ShownContribution }
  | { kind: "copy"; contribution: string; fileName: string }
  | { kind: "refused"; reason: string }
  | { kind: "stopped" };

interface SentFile {
  key: string;
  file: File;
  /** The version it belongs to, if known beforehand. */
  version: string | undefined;
  state: SentState;
}

interface SendingFiles {
  files: readonly SentFile[];
  add: (files: readonly File[], version?: string) => void;
  /** Stops a file that is waiting or on its way. */
  stop: (key: string) => void;
  again: (key: string) => void;
}

/**
 * Sends files one after another, because reading one takes the server's time. Reports the result of each when it is
 * done.
 */
function useSending(refused: (file: File) => string | null): SendingFiles {
  const client = useQueryClient();
  const [files, setFiles] = useState<readonly SentFile[]>([]);
  const stops = useRef(new Map<string, AbortController>());
  const last = useRef<Promise<void>>(Promise.resolve());

  const mark = useCallback((key: string, state: SentState): void => {
    setFiles((before) => before.map((sent) => (sent.key === key ? { ...sent, state } : sent)));
  }, []);

  const send = useCallback(
    async ({ key, file, version }: SentFile): Promise<void> => {
      const stop = stops.current.get(key);
      if (!stop || stop.signal.aborted) return;
      mark(key, { kind: "sending", sent: 0 });
      const url = urlOf("receiveContribution", {
        query: { fileName: file.name, ...(version !== undefined && { version }) },
      });
      try {
        const onSent = (sent: number): void => mark(key, { kind: "sending", sent });
        const contribution = (await sendFile(url, file, { signal: stop.signal, onSent })) as ShownContribution;
        client.setQueryData(contributionKeys.one(contribution.id), contribution);
        void client.invalidateQueries({ queryKey: contributionKeys.all });
        mark(key, { kind: "received", contribution });
      } catch (error) {
        mark(key, failedBy(error));
      }
    },
    [client, mark],
  );

  const queue = useCallback(
    (sent: SentFile): void => {
      stops.current.set(sent.key, new AbortController());
      last.current = last.current.then(() => send(sent));
    },
    [send],
  );

  const add = useCallback(
    (chosen: readonly File[], version?: string): void => {
      const added = chosen.map((file): SentFile => {
        const reason = refused(file);
        const state: SentState = reason === null ? { kind: "waiting" } : { kind: "refused", reason };
        return { key: newId(), file, version, state };
      });
      setFiles((before) => [...before, ...added]);
      for (const sent of added) if (sent.state.kind === "waiting") queue(sent);
    },
    [queue, refused],
  );

  const stop = useCallback(
    (key: string): void => {
      stops.current.get(key)?.abort();
      mark(key, { kind: "stopped" });
    },
    [mark],
  );

  const again = useCallback(
    (key: string): void => {
      const sent = files.find((candidate) => candidate.key === key);
      if (!sent) return;
      mark(key, { kind: "waiting" });
      queue(sent);
    },
    [files, mark, queue],
  );

  return { files, add, stop, again };
}

function failedBy(error: unknown): SentState {
  if (error instanceof DOMException && error.name === "AbortError") return { kind: "stopped" };
  const problem = error instanceof ProblemError ? error.problem : null;
  if (problem?.code === "already-received") {
    const { contribution, fileName } = problem.params;
    return { kind: "copy", contribution: String(contribution), fileName: String(fileName) };
  }
  return { kind: "refused", reason: error instanceof Error ? error.message : messages.uploadFailed };
}
