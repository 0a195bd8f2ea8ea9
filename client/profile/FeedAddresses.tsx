import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Me } from "#core/contract/forum-operations.ts";
import { type FeedAddress, feedOperations } from "#core/contract/feed-operations.ts";
import type { Operation } from "#core/contract/operation.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import { accountPages, feeds as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { CopyField } from "../components/CopyField.tsx";
import { ConfirmDialog, DialogFrame } from "../components/DialogFrame.tsx";
import { formatDate } from "../components/format.tsx";
import { notifyAndRefresh } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { PendingAnswer } from "../settings/parts/PendingAnswer.tsx";
import { feedAddressQuery } from "./profile-queries.ts";

/** The reader's own address for calendars and feeds: make one, see it once, renew it, end it. */
export function FeedAddresses({ organisation }: Pick<Me, "organisation">): ReactNode {
  const client = useQueryClient();
  const query = useQuery(feedAddressQuery);
  const [open, setOpen] = useState<{ kind: "renew" | "end" } | { kind: "made"; token: string } | null>(null);
  if (!query.data) return <PendingAnswer query={query} />;
  const { address } = query.data;
  const notify = notifyAndRefresh(client, feedAddressQuery.queryKey);
  const close = (): void => setOpen(null);
  const make = (): Promise<boolean> =>
    notify(async () => {
      const { token } = await call("makeFeedAddress", {});
      setOpen({ kind: "made", token });
    }, messages.addressMade);
  return (
    <>
      <p>
        {address
          ? `${formatMessage(messages.addressFacts, { date: formatDate(address.createdAt) })} ${usedText(address)}`
          : messages.noAddress}
      </p>
      <div className="row">
        <button type="button" className="button" onClick={() => (address ? setOpen({ kind: "renew" }) : void make())}>
          {address ? messages.renewAddress : messages.makeAddress}
        </button>
        {address && (
          <button type="button" className="button button-quiet button-danger" onClick={() => setOpen({ kind: "end" })}>
            {messages.endAddress}
          </button>
        )}
      </div>
      {open?.kind === "renew" && (
        <ConfirmDialog
          title={messages.renewTitle}
          act={messages.renewAddress}
          onConfirm={make}
          // The new address is open then.
          onClose={(done) => !done && close()}
        >
          <p>{messages.endNote}</p>
        </ConfirmDialog>
      )}
      {open?.kind === "end" && (
        <ConfirmDialog
          title={messages.endTitle}
          act={messages.endAddress}
          danger
          onConfirm={() => notify(() => call("endFeedAddress", {}), messages.addressEnded)}
          onClose={close}
        >
          <p>{messages.endNote}</p>
        </ConfirmDialog>
      )}
      {open?.kind === "made" && <NewAddress token={open.token} organisation={organisation} onClose={close} />}
    </>
  );
}

function usedText({ lastUsedOn }: FeedAddress): string {
  return lastUsedOn === null
    ? accountPages.tokenNeverUsed
    : formatMessage(accountPages.tokenUsed, { date: formatDate(lastUsedOn) });
}

/** Shows a new address. It is stored nowhere, so the dialog closes only with its button or Escape. */
function NewAddress({
  token,
  organisation,
  onClose,
}: Pick<Me, "organisation"> & { token: string; onClose: () => void }): ReactNode {
  const addressOf = (operation: Operation): string => location.origin + operationUrl(operation, {}, { token });
  return (
    <DialogFrame title={messages.addresses} isDismissable={false} onClose={onClose}>
      <p>{messages.addressOnce}</p>
      <CopyField label={messages.calendar} value={addressOf(feedOperations.getForumCalendar)} hasFocus />
      <CopyField label={messages.feed} value={addressOf(feedOperations.getForumFeed)} />
      {organisation && (
        <CopyField
          label={formatMessage(messages.feedOf, { organisation: organisation.shortName })}
          value={addressOf(feedOperations.getOrganisationFeed)}
        />
      )}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {accountPages.close}
        </button>
      </div>
    </DialogFrame>
  );
}
