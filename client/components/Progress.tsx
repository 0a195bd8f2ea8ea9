import { type ReactNode, useId } from "react";
import { interfaceLanguage } from "#core/messages/catalogues.ts";
import "./progress.css";

/**
 * How much of a long action is done.
 *
 * @param share 0 to 1; null if it cannot be measured
 * @param describe returns the text above the bar, given the percentage
 */
export function Progress({
  share,
  describe,
}: {
  share: number | null;
  describe: (percent: string) => string;
}): ReactNode {
  const id = useId();
  const percent = Math.round(Math.min(share ?? 0, 1) * 100);
  const text = new Intl.NumberFormat(interfaceLanguage(), { style: "percent" }).format(percent / 100);
  return (
    <div
      className="progress"
      role="progressbar"
      aria-labelledby={id}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share !== null && { "aria-valuenow": percent, "aria-valuetext": text })}
    >
      <span id={id} className="quiet">
        {describe(text)}
      </span>
      <span className="progress-track" aria-hidden>
        <span style={share === null ? {} : { inlineSize: `${percent}%` }} />
      </span>
    </div>
  );
}
