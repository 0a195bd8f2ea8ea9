import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { ShownDelivery, ShownWebhook } from "#core/contract/webhook-operations.ts";
import { webhooksPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { forumQuery } from "../../api/queries.ts";
import { ConfirmDialog } from "../../components/DialogFrame.tsx";
import { formatMoment } from "../../components/format.tsx";
import { EmptyState } from "../../components/PageStates.tsx";
import { notifyAndRefresh } from "../../components/toasts.ts";
import { formatMessage, listText } from "../../page-parts/messages.ts";
import { RowMenu } from "../lists/RecordTable.tsx";
import { PendingAnswer } from "../parts/PendingAnswer.tsx";
import { webhooksQuery } from "../parts/settings-queries.ts";
import { DeliveryLog, resultOf } from "./DeliveryLog.tsx";
import { NewSecretDialog, WebhookDialog } from "./WebhookDialogs.tsx";
import "./webhooks.css";

/** The section of webhooks: programs to which the forum's public events are sent. */
export function WebhooksSection(): ReactNode {
  const hooks = useQuery(webhooksQuery);
  const forum = useQuery(forumQuery);
  const [open, setOpen] = useState<{ secret: string } | "new" | null>(null);
  if (!hooks.data || !forum.data) return <PendingAnswer query={hooks} />;
  const add = (
    <button type="button" className="button" onClick={() => setOpen("new")}>
      <Plus size={16} aria-hidden /> {messages.add}
    </button>
  );
  const showSecret = (secret: string): void => setOpen({ secret });
  return (
    <>
      <p className="page-about">{messages.about}</p>
      {forum.data.audience !== "public" && <p className="settings-note remark">{messages.closedForum}</p>}
      {hooks.data.length === 0 ? (
        <EmptyState action={add}>{messages.none}</EmptyState>
      ) : (
        <>
          <ul className="webhooks" aria-label={messages.list}>
            {hooks.data.map((hook) => (
              <WebhookRow key={hook.id} hook={hook} onSecret={showSecret} />
            ))}
          </ul>
          {add}
        </>
      )}
      {open === "new" && <WebhookDialog hook={null} onAdded={showSecret} onClose={() => setOpen(null)} />}
      {open !== null && open !== "new" && <NewSecretDialog secret={open.secret} onClose={() => setOpen(null)} />}
    </>
  );
}

function WebhookRow({ hook, onSecret }: { hook: ShownWebhook; onSecret: (secret: string) => void }): ReactNode {
  const { id: webhook, url, news, off, failingSince, earlierUntil } = hook;
  const [open, setOpen] = useState<"edit" | "renew" | "remove" | null>(null);
  const [tested, setTested] = useState<ShownDelivery | "sending" | null>(null);
  const notify = notifyAndRefresh(useQueryClient(), webhooksQuery.queryKey);
  const close = (): void => setOpen(null);
  const params = { webhook };
  const isOn = off === null;
  const test = async (): Promise<void> => {
    if (tested === "sending") return;
    setTested("sending");
    const isSent = await notify(async () => setTested(await call("testWebhook", { params })), messages.testSent);
    if (!isSent) setTested(null);
  };
  const notes = [
    isOn ? messages.isOn : messages.offNames[off],
    ...(failingSince === null ? [] : [formatMessage(messages.failingSince, { time: formatMoment(failingSince) })]),
    ...(earlierUntil === null ? [] : [formatMessage(messages.earlierUntil, { time: formatMoment(earlierUntil) })]),
  ];
  return (
    <li className="webhook">
      <div>
        <h3>
          <bdi dir="ltr">{url}</bdi>
        </h3>
        <p className="quiet small">
          {formatMessage(messages.sends, { news: listText(news.map((one) => messages.newsNames[one])) })}
        </p>
        <p className={isOn && failingSince === null ? "small" : "small webhook-fault"}>{notes.join(" ")}</p>
      </div>
      <div className="row">
        <button type="button" className={`button${tested === "sending" ? " is-busy" : ""}`} onClick={() => void test()}>
          {messages.test}
        </button>
        <RowMenu
          name={url}
          actions={[
            { id: "edit", label: messages.edit, act: () => setOpen("edit") },
            {
              id: "switch",
              label: isOn ? messages.switchOff : messages.switchOn,
              act: () =>
                void notify(
                  () => call("changeWebhook", { params, body: { isOn: !isOn } }),
                  isOn ? messages.switchedOff : messages.switchedOn,
                ),
            },
            { id: "renew", label: messages.renew, act: () => setOpen("renew") },
            { id: "remove", label: messages.remove, isDanger: true, act: () => setOpen("remove") },
          ]}
        />
      </div>
      <p role="status" className="small">
        {tested !== null && tested !== "sending" && formatMessage(messages.testResult, { result: resultOf(tested) })}
      </p>
      <DeliveryLog hook={hook} />
      {open === "edit" && <WebhookDialog hook={hook} onAdded={onSecret} onClose={close} />}
      {open === "renew" && (
        <ConfirmDialog
          title={messages.renew}
          act={messages.renew}
          onConfirm={() =>
            notify(async () => onSecret((await call("renewWebhookSecret", { params })).secret), messages.changed)
          }
          onClose={close}
        >
          <p>{messages.renewNote}</p>
        </ConfirmDialog>
      )}
      {open === "remove" && (
        <ConfirmDialog
          title={messages.removeTitle}
          act={messages.remove}
          danger
          onConfirm={() => notify(() => call("removeWebhook", { params }), messages.removed)}
          onClose={close}
        >
          <p>{messages.removeNote}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}
