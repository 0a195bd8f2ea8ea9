import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import { urlOf } from "../api/call.ts";
import { newId } from "../api/actor.ts";
import { ProblemError } from "../api/problem-error.ts";
import { sendFile } from "../api/send-file.ts";
import { contributionKeys } from "../api/queries.ts";

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

export interface SentFile {
  key: string;
  file: File;
  /** The version it belongs to, if known beforehand. */
  version: string | undefined;
  state: SentState;
}

export interface SendingFiles {
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
export function useSending(refused: (file: File) => string | null): SendingFiles {
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
