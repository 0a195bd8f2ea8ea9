import { type ReactNode, useMemo } from "react";
import { Link } from "wouter";
import type { Library, ListedVersion } from "#core/contract/forum-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { interfaceLanguage, documentsPage as messages } from "#core/messages/catalogues.ts";
import { wordCountsText } from "#core/phrases/comparison-summary.ts";
import { formatDate } from "../components/format.tsx";
import { commaText, formatMessage, word } from "../page-parts/messages.ts";

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

/** Returns a date (YYYY-MM-DD) as a number of days. */
const dayOf = (date: string): number => Date.parse(date.slice(0, 10)) / 86_400_000;

/**
 * Returns a scale from dates to positions from 0 (earliest) to 1 (latest). If all dates are the same day, every
 * position is 0.5. A date outside the range maps to the nearer end.
 */
export function timeScale(dates: readonly string[]): (date: string) => number {
  const days = dates.map(dayOf);
  const first = Math.min(...days);
  const span = Math.max(...days) - first;
  return (date) => (span > 0 ? Math.min(1, Math.max(0, (dayOf(date) - first) / span)) : 0.5);
}

/** Returns the dates of the forum's calendar, the first and last date of the timeline, and its scale. */
export function useTimeScale({ forum, documents }: Pick<Library, "forum" | "documents">): {
  meetings: readonly string[];
  first: string | undefined;
  last: string | undefined;
  scale: (date: string) => number;
} {
  return useMemo(() => {
    const meetings = forum.calendar.map(({ date }) => date);
    const dates = [...meetings, ...documents.flatMap(({ versions }) => versions.map(({ date }) => date))].sort();
    return { meetings, first: dates[0], last: dates.at(-1), scale: timeScale(dates) };
  }, [forum, documents]);
}

/**
 * Returns the radius of a version's dot, in pixels. It grows with the square root of the share of words inserted and
 * deleted, up to a limit.
 */
export function dotRadius(changedWords: number | null, documentWords: number): number {
  const smallest = 4;
  const largest = 10;
  if (changedWords === null || documentWords === 0) return 6;
  return smallest + (largest - smallest) * Math.sqrt(Math.min(1, changedWords / documentWords));
}

/**
 * Assigns a lane to each position along a line (0 to 1, ascending), so that no dot covers another. Lane 0 is the line
 * itself, and each dot takes the first free lane. `gap` is the minimum distance within a lane.
 */
export function lanesOf(positions: readonly number[], gap: number): number[] {
  const ends: number[] = [];
  return positions.map((position) => {
    const free = ends.findIndex((end) => position - end >= gap);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = position;
    return lane;
  });
}
