import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { FileProgress } from "#core/contract/file-pieces.ts";

/** An export in progress: how far it is, its error, and a way to stop it. */
export interface RunningExport<Input> {
  start: (input: Input) => void;
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
 * Exports a file with `request` and passes it to `onFile`. If the reader stops it or leaves the page, the request is
 * aborted and the server stops too.
 */
export function useExport<Input>(
  request: (input: Input, request: ExportRequest) => Promise<Blob>,
  onFile: (file: Blob, input: Input) => void,
): RunningExport<Input> {
  const controller = useRef<AbortController>(null);
  const [progress, setProgress] = useState<FileProgress | null>(null);
  useEffect(() => () => controller.current?.abort(), []);
  const mutation = useMutation({
    mutationFn: (input: Input) => {
      controller.current = new AbortController();
      setProgress(null);
      return request(input, { signal: controller.current.signal, onProgress: setProgress });
    },
    onSuccess: onFile,
  });
  return {
    start: (input) => mutation.mutate(input),
    progress,
    isPending: mutation.isPending,
    error: mutation.error,
    stop: () => {
      controller.current?.abort();
      mutation.reset();
    },
  };
}
