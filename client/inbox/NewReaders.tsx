import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { NewReader } from "#core/contract/circle-operations.ts";
import { openDraftOperations } from "#core/contract/colleague-operations.ts";
import { peoplePages as messages } from "#core/messages/catalogues.ts";
import { addOperations, call } from "../api/call.ts";
import { useOrganisations } from "../api/organisation-queries.ts";
import { useNamesOfPeople } from "../api/participant-queries.ts";
import { keys } from "../api/queries.ts";
import { formatDate } from "../components/format.tsx";
import { notifyAndRefresh } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { AwayAnnotation } from "./AwayAnnotation.tsx";

/** Lists the user's draft annotations that organisations can read, or ask to read, because they joined a circle later. */
export function NewReaders({ readers }: { readers: readonly NewReader[] }): ReactNode {
  const organisations = useOrganisations();
  const personNamed = useNamesOfPeople(readers.flatMap(({ by }) => by ?? []));
  const drafts = new Map(readers.flatMap((reader) => reader.drafts.map((draft) => [draft.annotation.id, draft])));
  return (
    <ol className="inbox-list">
      {[...drafts].map(([id, placed]) => (
        <AwayAnnotation key={id} placed={placed}>
          {readers
            .filter((reader) => reader.drafts.some(({ annotation }) => annotation.id === id))
            .map((reader) => (
              <ReaderLine
                key={`${reader.circle.id} ${reader.organisation}`}
                reader={reader}
                draft={id}
                name={
                  organisations.find((organisation) => organisation.id === reader.organisation)?.name ??
                  reader.organisation
                }
                by={reader.by === null ? undefined : personNamed(reader.by)}
              />
            ))}
        </AwayAnnotation>
      ))}
    </ol>
  );
}

addOperations(openDraftOperations);

/** Says that an organisation joined a circle after a draft was shared, and asks its author whether it may read the draft. */
function ReaderLine({
  reader,
  draft,
  name,
  by,
}: {
  reader: NewReader;
  /** Id of the draft. */
  draft: string;
  /** Name of the organisation. */
  name: string;
  /** Name of the person who added it, if known. */
  by: string | undefined;
}): ReactNode {
  const client = useQueryClient();
  const { circle, organisation, at, waiting, hasLeft } = reader;
  const params = { name, circle: circle.name, date: formatDate(at) };
  if (!waiting.includes(draft)) {
    if (hasLeft) return <p>{formatMessage(messages.readerHasLeft, params)}</p>;
    const text =
      by === undefined
        ? formatMessage(messages.readerJoined, params)
        : formatMessage(messages.readerAdded, { ...params, by });
    return <p>{text}</p>;
  }
  const agree = (drafts: string[]): void => {
    const act = notifyAndRefresh(client, keys.newReaders, ["annotations"]);
    void act(
      () => call("openDrafts", { params: { circle: circle.id }, body: { organisation, drafts } }),
      formatMessage(messages.readerAgreed, { name, count: drafts.length }),
    );
  };
  return (
    <div className="joint-answer row">
      <p>{formatMessage(messages.readerAsks, params)}</p>
      <button type="button" className="button" onClick={() => agree([draft])}>
        {messages.agreeToReader}
      </button>
      {waiting.length > 1 && (
        <button type="button" className="button button-quiet" onClick={() => agree(waiting)}>
          {formatMessage(messages.agreeToReaderForAll, { count: waiting.length })}
        </button>
      )}
    </div>
  );
}
