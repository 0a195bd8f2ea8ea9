import type { ReactNode } from "react";
import type { BarometerDraft } from "#core/compile/barometer.ts";
import { interfaceLanguage, barometerPage as messages } from "#core/messages/catalogues.ts";
import { numberText } from "#core/phrases/barometer-text.ts";
import type { OpenCounts } from "#core/text/negotiation/negotiation.ts";
import { formatMessage } from "./messages.ts";

/** A panel of the chart: the length of each bar, and the dark part of it. */
interface Panel {
  name: string;
  of: (counts: OpenCounts) => number;
  part?: { name: string; rest: string; of: (counts: OpenCounts) => number };
}

const panels = (): readonly Panel[] => [
  {
    name: messages.brackets,
    of: ({ brackets }) => brackets,
    part: { name: messages.outermost, rest: messages.nestedBrackets, of: ({ outermost }) => outermost },
  },
  { name: messages.options, of: ({ options }) => options },
  { name: messages.words, of: ({ words }) => words },
];

/**
 * Bars for each draft: brackets, options and words in brackets, each with its own scale. Text is outside the drawings,
 * so that it keeps its size on a narrow screen.
 */
export function BarometerChart({ drafts, shown }: { drafts: readonly BarometerDraft[]; shown: number }): ReactNode {
  return (
    <div className="barometer-chart">
      {panels().map(({ name, of, part }) => {
        const most = Math.max(1, ...drafts.map(({ counts }) => of(counts)));
        const share = (count: number): string => `${String((100 * count) / most)}%`;
        return (
          <figure key={name}>
            <figcaption>
              {name}
              {part && (
                <span className="barometer-legend">
                  <Swatch kind="part" /> {part.name} <Swatch kind="all" /> {part.rest}
                </span>
              )}
            </figcaption>
            <div
              className="barometer-bars"
              role="img"
              aria-label={formatMessage(messages.chartLabel, { measure: name })}
            >
              {drafts.map(({ version, counts }, index) => (
                <div key={version.id} className={index === shown ? "barometer-row is-shown" : "barometer-row"}>
                  <bdi className="breakable">{version.label}</bdi>
                  <svg className="barometer-bar" width="100%" height="12" aria-hidden>
                    <rect className={part ? "barometer-all" : "barometer-part"} width={share(of(counts))} height="12" />
                    {part && <rect className="barometer-part" width={share(part.of(counts))} height="12" />}
                  </svg>
                  <span className="barometer-number">{numberText(of(counts), interfaceLanguage())}</span>
                </div>
              ))}
            </div>
          </figure>
        );
      })}
    </div>
  );
}

function Swatch({ kind }: { kind: "part" | "all" }): ReactNode {
  return (
    <svg className="barometer-swatch" width="10" height="10" aria-hidden>
      <rect className={`barometer-${kind}`} width="10" height="10" />
    </svg>
  );
}
