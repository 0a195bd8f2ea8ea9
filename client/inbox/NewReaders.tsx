import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Organisation } from "#core/access/organisation.ts";
import type { NewReader } from "#core/contract/circle-operations.ts";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { participantsQuery } from "../api/queries.ts";
import { formatDate } from "../components/dates.ts";
import { word } from "../components/messages.ts";
import { AskedItem } from "./InboxItem.tsx";

/** Who reads one's drafts since they were shared, each draft with who that is. */
export function NewReaders({
  readers,
  organisations,
  documents,
}: {
  readers: readonly NewReader[];
  organisations: readonly Organisation[];
  documents: readonly ListedDocument[];
}): ReactNode {
  const people = useQuery(participantsQuery).data ?? [];
  const told = ({ organisation, circle, at, by }: NewReader): string => {
    const name = organisations.find(({ id }) => id === organisation)?.name ?? organisation;
    const whose = people.find(({ id }) => id === by)?.name;
    const said = { name, circle: circle.name, date: formatDate(at) };
    return whose === undefined ? word("new-reader", said) : word("new-reader-by", { ...said, by: whose });
  };
  const drafts = new Map(readers.flatMap((one) => one.drafts.map((draft) => [draft.annotation.id, draft])));
  return (
    <ol className="asked">
      {[...drafts].map(([id, placed]) => (
        <AskedItem key={id} placed={placed} documents={documents}>
          {readers
            .filter((one) => one.drafts.some(({ annotation }) => annotation.id === id))
            .map((one) => (
              <p key={`${one.circle.id} ${one.organisation}`}>{told(one)}</p>
            ))}
        </AskedItem>
      ))}
    </ol>
  );
}
