import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { DeskItem } from "#core/contract/desk-operations.ts";
import type { SimilarGroup } from "#core/outcome/similar-group.ts";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import { sourceName } from "../components/format.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import { similarQuery } from "./desk-data.ts";

type Member = SimilarGroup["members"][number];

/** The other members of a comment's group that are on the desk, with the reason for each. */
export interface Similar {
  others: readonly { item: DeskItem; why: Member["why"] }[];
  /** Ids of all undecided members, with its own. */
  open: readonly string[];
}

/** Returns the comments that are the same as one, or nearly so. Null while they are unknown, and if there are none. */
export function useSimilar(item: DeskItem | undefined, items: readonly DeskItem[]): Similar | null {
  const { data } = useQuery({ ...similarQuery(item?.version ?? ""), enabled: item !== undefined });
  const group = item && data?.groups.find(({ members }) => members.some(({ id }) => id === item.id));
  if (!group || group.members.length < 2) return null;
  const members = group.members.flatMap(({ id, why }) => {
    const found = items.find((one) => one.id === id);
    return found ? [{ item: found, why }] : [];
  });
  return {
    others: members.filter(({ item: one }) => one !== item),
    open: members.filter(({ item: { decision, prepared } }) => !decision && !prepared).map(({ item: { id } }) => id),
  };
}

/** Names the comments of the same group, and selects them for one decision. */
export function SimilarComments({
  similar: { others, open },
  onSelect,
}: {
  similar: Similar;
  onSelect: (ids: readonly string[]) => void;
}): ReactNode {
  if (others.length === 0) return null;
  return (
    <div className="desk-similar">
      {open.length > 1 && (
        <button type="button" className="button" onClick={() => onSelect(open)}>
          {formatMessage(messages.selectSimilar, { count: open.length })} <kbd>g</kbd>
        </button>
      )}
      <details>
        <summary>{formatMessage(messages.similar, { count: others.length })}</summary>
        <ul>
          {others.map(({ item, why }) => (
            <li key={item.id}>
              <strong>{sourceName(item.speaker)}</strong> <span className="quiet small">{reasonOf(why)}</span>
              <br />
              <span className="clamped" dir="auto">
                {item.text}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function reasonOf(why: Member["why"]): string {
  switch (why.kind) {
    case "same-change":
      return messages.sameChange;
    case "shared-words":
      return formatMessage(messages.sharedWords, { shared: why.shared, total: why.of });
    case "joined":
      return messages.joinedByHand;
    case "first":
      return messages.firstOfGroup;
  }
}
