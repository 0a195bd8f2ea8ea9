import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { FileProgress } from "#core/contract/file-pieces.ts";

/** A file that is being taken away: how far it is, what went wrong, and the way to stop it. */
export interface TakingAway<Input> {
  take: (input: Input) => void;
  /** Null before the server has begun to write. */
  progress: FileProgress | null;
  isPending: boolean;
  error: Error | null;
  /** Gives it up, on the server too; forgets what went wrong. */
  stop: () => void;
}

/** How a file is asked for. */
export interface TakingHow {
  signal: AbortSignal;
  onProgress: (progress: FileProgress) => void;
}

/** Takes a file away by `ask`, and hands it to `onFile`. Whoever stops, or goes, is not waited for: the server stops too. */
export function useTakingAway<Input>(
  ask: (input: Input, how: TakingHow) => Promise<Blob>,
  onFile: (file: Blob, input: Input) => void,
): TakingAway<Input> {
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
