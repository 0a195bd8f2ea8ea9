import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Me } from "#core/contract/forum-operations.ts";
import { type FeedAddress, feedOperations } from "#core/contract/feed-operations.ts";
import type { Operation } from "#core/contract/operation.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import { accountPages, feeds as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { ConfirmDialog, DialogFrame } from "../components/DialogFrame.tsx";
import { focusOnMount } from "../components/focus.ts";
import { formatDate } from "../components/format.tsx";
import { notifyAndRefresh, toast } from "../components/toasts.ts";
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
      <AddressField label={messages.calendar} address={addressOf(feedOperations.getForumCalendar)} hasFocus />
      <AddressField label={messages.feed} address={addressOf(feedOperations.getForumFeed)} />
      {organisation && (
        <AddressField
          label={formatMessage(messages.feedOf, { organisation: organisation.shortName })}
          address={addressOf(feedOperations.getOrganisationFeed)}
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

function AddressField({
  label,
  address,
  hasFocus = false,
}: {
  label: string;
  address: string;
  hasFocus?: boolean;
}): ReactNode {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(address);
      toast(messages.addressCopied);
    } catch {
      toast(messages.copyingBlocked, { tone: "failed" });
    }
  };
  return (
    <div className="feed-address new-token">
      <label className="field">
        <span className="field-label">{label}</span>
        <input readOnly dir="ltr" value={address} onFocus={({ target }) => target.select()} />
      </label>
      <button
        type="button"
        className="button"
        aria-label={formatMessage(messages.copyNamed, { name: label })}
        ref={hasFocus ? focusOnMount : null}
        onClick={() => void copy()}
      >
        <Copy size={16} aria-hidden /> {accountPages.copyToken}
      </button>
    </div>
  );
}
