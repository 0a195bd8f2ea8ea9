import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { FileProgress } from "#core/contract/file-pieces.ts";

/** An export in progress: how far it is, its error, and a way to stop it. */
export interface RunningExport<Input> {
  take: (input: Input) => void;
  /** Null before the server starts to write. */
  progress: FileProgress | null;
  isPending: boolean;
  error: Error | null;
  /** Aborts the export, on the server too, and clears the error. */
  stop: () => void;
}

/** How to request a file: the signal that stops it and the progress callback. */
export interface ExportRequest {
  signal: AbortSignal;
  onProgress: (progress: FileProgress) => void;
}

/**
 * Exports a file with `ask` and passes it to `onFile`. If the reader stops it or leaves the page, the request is
 * aborted and the server stops too.
 */
export function useExport<Input>(
  ask: (input: Input, how: ExportRequest) => Promise<Blob>,
  onFile: (file: Blob, input: Input) => void,
): RunningExport<Input> {
  const asked = useRef<AbortController>(null);
  const [progress, setProgress] = useState<FileProgress | null>(null);
  useEffect(() => () => asked.current?.abort(), []);
  const taking = useMutation({
    mutationFn: (input: Input) => {
      asked.current = new AbortController();
      setProgress(null);
      return ask(input, { signal: asked.current.signal, onProgress: setProgress });
    },
    onSuccess: onFile,
  });
  return {
    take: (input) => taking.mutate(input),
    progress,
    isPending: taking.isPending,
    error: taking.error,
    stop: () => {
      asked.current?.abort();
      taking.reset();
    },
  };
}
