import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { inboxPage as messages } from "#core/messages/catalogues.ts";
import { follow } from "../api/inbox-calls.ts";
import { keys } from "../api/queries.ts";
import { DialogFrame } from "../components/DialogFrame.tsx";
import { FeedLinks } from "../components/FeedLinks.tsx";
import { ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { notifyAndRefresh, undoBy } from "../components/toasts.ts";
import { followingQuery } from "./following-query.ts";
import "../components/check.css";

const states = ["following", "none", "muted"] as const;

/** Lets the reader follow or mute a thread or a document. A choice is saved when it is made. */
export function FollowDialog({
  kind,
  id,
  onClose,
}: {
  kind: "thread" | "document";
  /** Id of the annotation or document. */
  id: string;
  onClose: () => void;
}): ReactNode {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(followingQuery());
  const subject = `${kind}/${id}`;
  const [title, followed, usual] =
    kind === "thread"
      ? [messages.threadTitle, messages.followThread, messages.usualThread]
      : [messages.documentTitle, messages.followDocument, messages.usualDocument];
  const labels = { following: followed, none: usual, muted: messages.muteAll };
  const chosen = data?.muted.includes(subject) ? "muted" : data?.following.includes(subject) ? "following" : "none";
  const choose = (state: (typeof states)[number]): void => {
    const save = notifyAndRefresh(client, keys.inbox);
    void save(
      () => follow(subject, state),
      messages.followingSaved,
      () => undoBy("setFollowing", { body: { subject, state: chosen } }, messages.followingSaved),
    );
  };
  return (
    <DialogFrame title={title} onClose={onClose}>
      {data ? (
        <fieldset className="stack-3">
          <legend className="visually-hidden">{title}</legend>
          {states.map((state) => (
            <label key={state} className="check">
              <input type="radio" name="following" checked={state === chosen} onChange={() => choose(state)} />
              {labels[state]}
            </label>
          ))}
        </fieldset>
      ) : error ? (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={3} />
      )}
      <FeedLinks {...{ [kind]: id }} />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {messages.close}
        </button>
      </div>
    </DialogFrame>
  );
}
