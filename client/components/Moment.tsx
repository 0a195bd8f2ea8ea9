import type { ReactNode } from "react";
import { formatDate, formatDeadline, formatMoment } from "./format.ts";

/** A time in the past, in the forum's zone. Its title has the reader's time too. `day` shows the day alone. */
export function Moment({ at, day = false }: { at: string; day?: boolean }): ReactNode {
  return (
    <time dateTime={at} title={formatDeadline(at)}>
      {day ? formatDate(at) : formatMoment(at)}
    </time>
  );
}
