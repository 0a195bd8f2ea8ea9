import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { ShownDelivery, ShownWebhook } from "#core/contract/webhook-operations.ts";
import { webhooksPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { formatMoment, Moment } from "../../components/format.tsx";
import { notifyAndRefresh } from "../../components/toasts.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { RecordTable } from "../lists/RecordTable.tsx";
import { PendingAnswer } from "../parts/PendingAnswer.tsx";
import { deliveriesQuery, webhooksQuery } from "../parts/settings-queries.ts";

/** The latest deliveries of a webhook, read once they are opened. */
export function DeliveryLog({ hook }: { hook: ShownWebhook }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="webhook-log" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{messages.log}</summary>
      {isOpen && <Log {...hook} />}
    </details>
  );
}

function Log({ id: webhook, off }: ShownWebhook): ReactNode {
  const log = useQuery(deliveriesQuery(webhook));
  const notify = notifyAndRefresh(useQueryClient(), webhooksQuery.queryKey);
  if (!log.data) return <PendingAnswer query={log} />;
  if (log.data.length === 0) return <p>{messages.noLog}</p>;
  const retry = ({ id: delivery }: ShownDelivery): unknown =>
    notify(() => call("retryDelivery", { params: { webhook, delivery } }), messages.sent);
  return (
    <RecordTable
      caption={messages.log}
      rows={log.data}
      nameOf={({ kind }) => kind}
      columns={[
        { head: messages.event, cell: ({ kind }) => <code>{kind}</code> },
        { head: messages.time, cell: ({ at }) => <Moment at={at} /> },
        { head: messages.result, cell: resultOf },
        { head: messages.tries, cell: ({ tries }) => tries },
      ]}
      actionsOf={(delivery) =>
        off === null && (delivery.state === "failed" || delivery.state === "waiting")
          ? [{ id: "retry", label: messages.retry, act: () => void retry(delivery) }]
          : []
      }
      isMuted={({ state }) => state === "withheld"}
    />
  );
}

/** Returns the state of a delivery, with its last answer: "Delivered: answered 200 after 35 ms". */
export function resultOf({ state, dueAt, last }: ShownDelivery): string {
  const name =
    state === "waiting" && dueAt !== null
      ? formatMessage(messages.waiting, { time: formatMoment(dueAt) })
      : messages.stateNames[state];
  if (last === null || state === "withheld") return name;
  const { status, failure, took } = last;
  const isRedirect = status !== null && status >= 300 && status < 400;
  const answer =
    status === null
      ? messages.failures[failure ?? "unreachable"]
      : formatMessage(isRedirect ? messages.redirected : messages.answered, { status: String(status), took });
  return `${name}: ${answer}`;
}
