import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { ItemState, NotificationItem } from "#core/contract/notification-operations.ts";
import { inboxPage as messages } from "#core/messages/catalogues.ts";
import { notificationsQuery } from "../api/queries.ts";
import { EmptyState, LateSkeleton, ProblemNotice } from "../components/PageStates.tsx";
import type { InboxActs } from "./inbox-acts.ts";
import { NotificationRow } from "./NotificationRow.tsx";

/** A part of the items in a state, by document, with a button for the next part. */
export function NotificationList({
  state,
  after,
  acts,
  isHidden,
  empty,
}: {
  state: ItemState;
  /** The `next` of the part before. Undefined for the first. */
  after?: string;
  acts: InboxActs;
  /** Whether an item is shown elsewhere on the page. */
  isHidden: (item: NotificationItem) => boolean;
  /** Stands for an empty list. */
  empty: ReactNode;
}): ReactNode {
  const { data, error, refetch } = useQuery(notificationsQuery(state, after));
  const [isFurther, setFurther] = useState(false);
  if (!data) return error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : <LateSkeleton lines={3} />;
  const items = data.items.filter((item) => !isHidden(item));
  return (
    <>
      {items.length === 0 && after === undefined && data.next === null && <EmptyState>{empty}</EmptyState>}
      <ItemGroups items={items} acts={acts} />
      {data.next !== null &&
        (isFurther ? (
          <NotificationList state={state} after={data.next} acts={acts} isHidden={isHidden} empty={empty} />
        ) : (
          <button type="button" className="button inbox-more" onClick={() => setFurther(true)}>
            {messages.showMore}
          </button>
        ))}
    </>
  );
}

/** Items by document. */
export function ItemGroups({ items, acts }: { items: readonly NotificationItem[]; acts: InboxActs }): ReactNode {
  return byDocument(items).map(({ id, title, items: ofGroup }) => (
    <div key={id} className="inbox-group">
      <h3 className="inbox-document">
        <bdi>{title}</bdi>
      </h3>
      <ol className="inbox-items">
        {ofGroup.map((item) => (
          <NotificationRow key={item.item} item={item} acts={acts} />
        ))}
      </ol>
    </div>
  ));
}

/** Groups items by document, in the order of their latest ones. */
function byDocument(items: readonly NotificationItem[]): { id: string; title: string; items: NotificationItem[] }[] {
  const groups = new Map<string, { id: string; title: string; items: NotificationItem[] }>();
  for (const item of items) {
    const { id, title } = item.document ?? { id: "", title: messages.ofForum };
    const group = groups.get(id) ?? { id, title, items: [] };
    group.items.push(item);
    groups.set(id, group);
  }
  return [...groups.values()];
}
