import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useEffectEvent, useRef } from "react";
import { inboxPage as messages } from "#core/messages/catalogues.ts";
import { waitingOutcomesQuery } from "../api/outcome-queries.ts";
import { documentQuery, meQuery } from "../api/queries.ts";
import { EmptyState, LateSkeleton, ProblemNotice } from "../components/PageStates.tsx";
import { PlaceOnDraft } from "../reading/place/PlaceOnDraft.tsx";
import { AwayAnnotation } from "./AwayAnnotation.tsx";

/** The reader's comments whose location on a new draft is only likely, to confirm it or to choose another. */
export function InboxLocations({
  document,
  version,
  onDone,
}: {
  document: string;
  /** Address of the draft. */
  version: string;
  /** Called when all of them are settled. */
  onDone: () => void;
}): ReactNode {
  const { data, error, refetch } = useQuery(waitingOutcomesQuery(version));
  const me = useQuery(meQuery).data?.participant?.id;
  const versions = useQuery(documentQuery(document)).data?.versions ?? [];
  const list = useRef<HTMLOListElement>(null);
  const own = data?.entries.filter(({ annotation, may }) => may.settle && annotation.speaker.participantId === me);
  const count = own?.length;
  const before = useRef(count);
  const done = useEffectEvent(onDone);
  useEffect(() => {
    const hadMore = count !== undefined && count < (before.current ?? 0);
    before.current = count;
    if (!hadMore) return;
    if (count === 0) done();
    // The pressed button has disappeared.
    else if (globalThis.document.activeElement === globalThis.document.body) list.current?.focus();
  }, [count]);
  if (!own) return error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : <LateSkeleton lines={3} />;
  return (
    <ol className="inbox-list" ref={list} tabIndex={-1}>
      {own.map((entry) => (
        <AwayAnnotation key={entry.annotation.id} placed={entry}>
          <PlaceOnDraft
            entry={entry}
            address={version}
            nameOf={(named) => versions.find(({ address }) => address === named)?.label ?? named}
          />
        </AwayAnnotation>
      ))}
      {count === 0 && (
        <li>
          <EmptyState>{messages.locationsConfirmed}</EmptyState>
        </li>
      )}
    </ol>
  );
}
