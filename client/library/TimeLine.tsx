import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { wordCountsText } from "#core/phrases/comparison-summary.ts";
import { interfaceLanguage, documentsPage as messages } from "#core/messages/catalogues.ts";
import { formatDate } from "../components/format.ts";
import { commaText, formatMessage, word } from "../page-parts/messages.ts";
import { dotRadius, lanesOf } from "./time-scale.ts";

/** Dots closer than this share of the line would touch on the narrowest line, of 220 px. */
const gap = 0.07;
/** Distance between two lanes of dots, in pixels. */
const laneHeight = 16;

/**
 * The versions of a document as dots on the forum's timeline. Each links to its text, and its size shows how much it
 * changed.
 */
export function TimeLine({
  versions,
  meetings,
  scale,
}: {
  /** In one language, in reading order. */
  versions: readonly ListedVersion[];
  /** Dates of the forum's calendar. */
  meetings: readonly string[];
  scale: (date: string) => number;
}): ReactNode {
  const positions = versions.map(({ date }) => scale(date));
  const lanes = lanesOf(positions, gap);
  return (
    <div className="time-line" style={{ blockSize: 36 + laneHeight * Math.max(0, ...lanes) }}>
      {meetings.map((date) => (
        <span key={date} className="time-meeting" style={{ insetInlineStart: percent(scale(date)) }} aria-hidden />
      ))}
      <span className="time-axis" aria-hidden />
      {versions.map((version, index) => {
        const { id, change, wordCount, label, address, state } = version;
        const radius = dotRadius(change?.summary ? change.summary.inserted + change.summary.deleted : null, wordCount);
        const description = describeVersion(version);
        return (
          <Link
            key={id}
            href={readingPath(address)}
            className={`time-dot time-dot-${state}`}
            style={{
              insetInlineStart: percent(positions[index] ?? 0),
              insetBlockStart: 18 + laneHeight * (lanes[index] ?? 0),
              inlineSize: radius * 2,
              blockSize: radius * 2,
            }}
            aria-label={`${label}, ${description}`}
            title={`${label}\n${description}`}
          />
        );
      })}
    </div>
  );
}

/** Describes a version: "6 Feb 2013, 154 words added, 31 deleted, 8 moved, 12 comments". */
export function describeVersion({ date, change, annotationCount, state }: ListedVersion): string {
  return commaText([
    formatDate(date),
    ...(state === "published" ? [] : [word(`version-state-${state}`)]),
    ...(change?.summary ? [wordCountsText(change.summary, interfaceLanguage())] : []),
    ...(annotationCount > 0 ? [formatMessage(messages.commentCount, { count: annotationCount })] : []),
  ]);
}

/** Keeps the ends of the line clear of the largest dot. */
function percent(at: number): string {
  return `calc(10px + (100% - 20px) * ${at.toFixed(4)})`;
}
