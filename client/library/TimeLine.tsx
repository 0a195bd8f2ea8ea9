import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { readingPath } from "../app/routes.ts";
import { counted } from "../components/counted.ts";
import { formatDate } from "../components/dates.ts";
import { dotRadius } from "./time-scale.ts";

/** A document's versions as dots on the forum's time, each a way into the text, its size how much it changed. */
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
  return (
    <div className="time-line">
      {meetings.map((date) => (
        <span key={date} className="time-meeting" style={{ insetInlineStart: place(scale(date)) }} aria-hidden />
      ))}
      <span className="time-axis" aria-hidden />
      {versions.map((version) => {
        const { change, wordCount, date, label, address, state } = version;
        const radius = dotRadius(change && change.inserted + change.deleted, wordCount);
        const words = describeVersion(version);
        return (
          <Link
            key={address}
            href={readingPath(address)}
            className={`time-dot time-dot-${state}`}
            style={{ insetInlineStart: place(scale(date)), inlineSize: radius * 2, blockSize: radius * 2 }}
            aria-label={`${label}, ${words}`}
            title={`${label}\n${words}`}
          />
        );
      })}
    </div>
  );
}

/** "6 Feb 2013, 154 words in, 31 out, 12 comments". */
export function describeVersion({ date, change, annotationCount, state }: ListedVersion): string {
  return [
    formatDate(date),
    ...(state === "published" ? [] : [state]),
    ...(change ? [`${counted(change.inserted, "word")} in, ${change.deleted.toLocaleString("en-GB")} out`] : []),
    ...(annotationCount > 0 ? [counted(annotationCount, "comment")] : []),
  ].join(", ");
}

/** The ends of the line keep clear of the largest dot. */
function place(at: number): string {
  return `calc(10px + (100% - 20px) * ${at.toFixed(4)})`;
}
