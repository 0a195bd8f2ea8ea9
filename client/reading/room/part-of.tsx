import type { QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import type { AnnotationCounts } from "#core/contract/annotation-operations.ts";
import { annotationKinds } from "#core/discuss/annotation.ts";
import { longDiscussion as messages } from "#core/messages/catalogues.ts";
import { clauseById, clauseIndex, type VersionText } from "#core/text/clause.ts";
import { codesOf } from "#core/text/closed-list.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import type { DiscussionPart, MinimapTick } from "../state/discussion-part.ts";
import { type DiscussionWindow, gapsBetween, windowWith } from "./discussion-windows.ts";
import { partQuery } from "./part-query.ts";
import type { NearWindows } from "./use-near-windows.ts";

/** Builds what the reading room needs to know of a discussion of which it has only a part. */
export function partOf({
  client,
  version,
  text,
  counts,
  windows,
  near,
  isLoaded,
  notice,
}: {
  client: QueryClient;
  version: string;
  text: VersionText;
  counts: AnnotationCounts;
  windows: readonly DiscussionWindow[];
  near: NearWindows;
  /** Whether the annotations of a window are loaded, by its index. */
  isLoaded: (index: number) => boolean;
  notice: ReactNode;
}): DiscussionPart {
  const load = async (index: number): Promise<void> => {
    const { from = "", to = "" } = windows[index] ?? {};
    near.ask(index);
    // A failure is shown by the room when it reads the same part.
    await client.query(partQuery(version, { from, to })).catch(() => undefined);
  };
  return {
    open: counts.open,
    byClause: new Map(counts.clauses.map(({ clause, count }) => [clause, count])),
    ticks: counts.clauses.flatMap(({ clause, open }) =>
      codesOf(annotationKinds).flatMap((kind): MinimapTick[] =>
        open[kind] > 0 ? [{ id: clause, clause, offset: 0, kind }] : [],
      ),
    ),
    onReader: near.follow,
    loadBeside: (clause, by) => {
      const here = windowWith(text, windows, clause) ?? 0;
      const missing = [here, here + by].filter((index) => index in windows && !isLoaded(index));
      return missing.length === 0 ? null : Promise.all(missing.map(load)).then(nextFrame);
    },
    withGaps: (items) => {
      const lines = gapsBetween(windows, isLoaded).map(({ clause, count, next }) => ({
        key: `gap-${clause}`,
        clause,
        offset: 0,
        render: () => (
          <Button className="button button-quiet fold" onPress={() => void load(next)}>
            {formatMessage(messages.showComments, { count, clause: clauseById(text, clause)?.citation ?? "" })}
          </Button>
        ),
      }));
      const indexOf = ({ clause }: { clause: string }): number => clauseIndex(text, clause) ?? 0;
      return [...lines, ...items].sort((one, other) => indexOf(one) - indexOf(other));
    },
    notice,
  };
}

/** Resolves once the room has rendered what was loaded. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 50));
  });
}
