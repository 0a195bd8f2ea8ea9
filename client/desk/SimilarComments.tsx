import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import type { DeskItem } from "#core/contract/desk-operations.ts";
import type { SimilarGroup } from "#core/outcome/similar-group.ts";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import { sourceName } from "../components/format.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import { similarQuery } from "../deciding/desk-data.ts";

type Member = SimilarGroup["members"][number];

/** The other members of a comment's group that are on the desk, with the reason for each. */
export interface Similar {
  others: readonly { item: DeskItem; why: Member["why"] }[];
  /** Ids of all undecided members, with its own. */
  open: readonly string[];
}

/** Returns the comments that are the same as one, or nearly so. Null while they are unknown, and if there are none. */
export function useSimilar(item: DeskItem | undefined, items: readonly DeskItem[]): Similar | null {
  const corrections = useMemo(
    () => items.flatMap(({ id, grouping }) => (grouping ? [id, JSON.stringify(grouping)] : [])).join(" "),
    [items],
  );
  const { data } = useQuery({ ...similarQuery(item?.version ?? "", corrections), enabled: item !== undefined });
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

/** Names the comments of the same group, and selects them for one decision. Corrections of the group are made here. */
export function SimilarComments({
  item,
  similar,
  onSelect,
  onRegroup,
}: {
  item: DeskItem;
  similar: Similar | null;
  onSelect: (ids: readonly string[]) => void;
  onRegroup: (item: DeskItem, grouping: DeskItem["grouping"]) => void;
}): ReactNode {
  const { others, open } = similar ?? { others: [], open: [] };
  if (others.length === 0 && item.grouping === null) return null;
  return (
    <div className="desk-similar">
      {item.grouping !== null && (
        <p>
          {item.grouping === "alone" ? messages.isAlone : messages.isJoined}{" "}
          <button type="button" className="link-button" onClick={() => onRegroup(item, null)}>
            {messages.groupAgain}
          </button>
        </p>
      )}
      {open.length > 1 && (
        <button type="button" className="button" onClick={() => onSelect(open)}>
          {formatMessage(messages.selectSimilar, { count: open.length })} <kbd>g</kbd>
        </button>
      )}
      {others.length > 0 && (
        <details>
          <summary>{formatMessage(messages.similar, { count: others.length })}</summary>
          <ul>
            {others.map(({ item: other, why }) => (
              <li key={other.id}>
                <strong>{sourceName(other.speaker)}</strong> <span className="quiet small">{reasonOf(why)}</span>
                <br />
                <span className="clamped" dir="auto">
                  {other.text}
                </span>
                <button type="button" className="link-button" onClick={() => onRegroup(other, "alone")}>
                  {messages.notSimilar}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
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
