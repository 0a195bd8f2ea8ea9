import { memo, type ReactNode, useLayoutEffect, useState } from "react";
import type { Reader } from "../../reader/mount.ts";
import type { MinimapTick } from "../state/discussion-part.ts";

/** Ticks closer than this become one, in thousandths of the page. */
const grain = 4;

/**
 * Shows along the right edge where the text has comments and proposals. For eye and pointer only: the margin holds the
 * same items.
 */
export const Minimap = memo(function Minimap({
  reader,
  tick,
  ticks: wanted,
  onGo,
}: {
  reader: Reader;
  /** Changes whenever clauses may have moved. */
  tick: number;
  ticks: readonly MinimapTick[];
  /** Receives the id of the tick that was pressed. */
  onGo: (id: string) => void;
}): ReactNode {
  const [ticks, setTicks] = useState<readonly { at: number; kind: string; id: string }[]>([]);
  useLayoutEffect(() => {
    const height = Math.max(1, reader.height());
    const seen = new Set<string>();
    const tops = reader.tops(wanted);
    setTicks(
      wanted.flatMap(({ id, kind }, index) => {
        const at = Math.round((((tops[index] ?? 0) / height) * 1000) / grain) * grain;
        if (seen.has(`${kind}${at}`)) return [];
        seen.add(`${kind}${at}`);
        return [{ at, kind, id }];
      }),
    );
  }, [reader, tick, wanted]);
  return (
    <div className="minimap screen-only" aria-hidden>
      {ticks.map(({ at, kind, id }) => (
        <span
          key={`${kind}${at}`}
          className={`minimap-tick minimap-${kind}`}
          style={{ insetBlockStart: `${at / 10}%` }}
          onClick={() => onGo(id)}
        />
      ))}
    </div>
  );
});
