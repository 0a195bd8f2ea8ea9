import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { openDraftOperations } from "#core/contract/colleague-operations.ts";
import type { NewReader } from "#core/contract/circle-operations.ts";
import { peoplePages as messages } from "#core/messages/catalogues.ts";
import { addOperations, call } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import { formatDate } from "../components/format.ts";
import { notifyAndRefresh } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";

addOperations(openDraftOperations);

/** Says that an organisation joined a circle after a draft was shared, and asks its author whether it may read the draft. */
export function ReaderLine({
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
      <Button className="button" onPress={() => agree([draft])}>
        {messages.agreeToReader}
      </Button>
      {waiting.length > 1 && (
        <Button className="button button-quiet" onPress={() => agree(waiting)}>
          {formatMessage(messages.agreeToReaderForAll, { count: waiting.length })}
        </Button>
      )}
    </div>
  );
}
