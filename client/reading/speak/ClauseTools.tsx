import { useLayoutEffect, useState, type ReactNode } from "react";
import { Toolbar } from "react-aria-components";
import type { Reader } from "../../reader/mount.ts";
import "./speak-bars.css";

/** What can be done with the current clause as a whole, in the gutter beside its first line. */
export function ClauseTools({
  reader,
  tick,
  clause,
  citation,
  children,
}: {
  reader: Reader;
  /** Changes when clauses may stand elsewhere. */
  tick: number;
  clause: string;
  citation: string;
  children: ReactNode;
}): ReactNode {
  const [top, setTop] = useState<number | null>(null);
  useLayoutEffect(() => setTop(reader.tops([{ clause, offset: 0 }])[0] ?? null), [reader, tick, clause]);
  if (top === null) return null;
  return (
    <Toolbar
      className="clause-tools"
      orientation="vertical"
      aria-label={`The clause ${citation}`}
      style={{ insetBlockStart: top }}
    >
      {children}
    </Toolbar>
  );
}
