import { useState } from "react";
import type { Reader } from "../../reader/mount.ts";
import type { ReaderSelection } from "../../reader/selection.ts";

/** The reader on the page, with the part of its state that is shown around it. */
export interface MountedReader {
  /** Null until the text is on the page. */
  reader: Reader | null;
  onReady: (reader: Reader | null) => void;
  /** Changes whenever clauses may have moved. */
  tick: number;
  onLayout: () => void;
  selection: ReaderSelection | null;
  onSelect: (selection: ReaderSelection | null) => void;
}

/** Follows the reader, its layout and the selected text. */
export function useMountedReader(): MountedReader {
  const [reader, onReady] = useState<Reader | null>(null);
  const [tick, setTick] = useState(0);
  const [selection, onSelect] = useState<ReaderSelection | null>(null);
  return { reader, onReady, tick, onLayout: () => setTick((count) => count + 1), selection, onSelect };
}
