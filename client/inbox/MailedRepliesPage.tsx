import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { MailedReply, MailedReplyReason } from "#core/contract/mailed-reply-operations.ts";
import { inboxPath, readingPath } from "#core/contract/pages.ts";
import { mailedRepliesPage as messages, pageTitles as titles } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { needed } from "../api/needed.ts";
import { keys } from "../api/queries.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { Moment } from "../components/format.tsx";
import { EmptyState, NeedsScripts, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { notifyAndRefresh, undoBy } from "../components/toasts.ts";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { richMessage } from "../page-parts/messages.ts";
import "./inbox.css";

/** Keyed with the inbox, because it counts them. */
const mailedRepliesQuery = queryOptions({
  queryKey: [...keys.inbox, "mailed-replies"],
  queryFn: ({ signal }) => call("getMailedReplies", { signal }),
});

/** The page and the query that it alone has. */
export const mailedRepliesPage = {
  Page: MailedRepliesPage,
  queries: { getMailedReplies: needed(() => mailedRepliesQuery) },
};

const titleId = "answers-by-mail";

/** The reader's answers by mail that wait for confirmation. */
function MailedRepliesPage(): ReactNode {
  useTitle(titles.mailedReplies);
  const { data: replies, error, refetch } = useQuery(mailedRepliesQuery);
  return (
    <>
      <Header here={titles.mailedReplies} />
      <main className="page page-narrow" id="main">
        <h1 id={titleId} className="page-title" tabIndex={-1}>
          {titles.mailedReplies}
        </h1>
        {error && !replies ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : !replies ? (
          <Skeleton />
        ) : replies.length === 0 ? (
          <EmptyState
            action={
              <Link className="button" href={inboxPath}>
                {titles.inbox}
              </Link>
            }
          >
            {messages.nothingMailed}
          </EmptyState>
        ) : (
          <>
            <NeedsScripts>{messages.mailedNeedsScripts}</NeedsScripts>
            <p className="page-about">{messages.mailedAbout}</p>
            <ol className="inbox-list">
              {replies.map((reply) => (
                <Item key={reply.id} reply={reply} />
              ))}
            </ol>
          </>
        )}
      </main>
    </>
  );
}

const reasons = (): Readonly<Record<MailedReplyReason, string>> => ({
  "not-vouched": messages["mailed-not-vouched"],
  "other-address": messages["mailed-other-address"],
  quotes: messages["mailed-quotes"],
  "strong-sign-in": messages["mailed-strong-sign-in"],
  repeated: messages["mailed-repeated"],
  refused: messages["mailed-refused"],
});

function Item({ reply: { id, text, from, reason, receivedAt, expiresAt, thread } }: { reply: MailedReply }): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const client = useQueryClient();
  const notify: ReturnType<typeof notifyAndRefresh> = async (...act) => {
    const isDone = await notifyAndRefresh(client, keys.inbox)(...act);
    // The button that had the focus is gone.
    if (isDone) document.getElementById(titleId)?.focus();
    return isDone;
  };
  const params = { mailedReply: id };
  const times = { date: <Moment at={receivedAt} />, until: <Moment at={expiresAt} day /> };
  return (
    <li>
      <p>{thread ? <ThreadLink thread={thread} /> : messages.mailedToClosed}</p>
      <blockquote className="inbox-text mailed-text" dir="auto">
        {text}
      </blockquote>
      <p className="quiet small">
        {from === null
          ? richMessage(messages.mailedFromUnclear, times)
          : richMessage(messages.mailedFrom, { ...times, address: <bdi>{from}</bdi> })}{" "}
        {reasons()[reason]}
      </p>
      <div className="row">
        {thread && (
          <button
            type="button"
            className="button button-primary"
            onClick={() =>
              void notify(
                () => call("postMailedReply", { params }),
                messages.replyPosted,
                (posted) => undoBy("withdrawReply", { params: { reply: posted.id } }, messages.replyWithdrawn),
              )
            }
          >
            {messages.postReply}
          </button>
        )}
        <button type="button" className="button" onClick={() => setAsking(true)}>
          {messages.discardAnswer}
        </button>
      </div>
      {isAsking && (
        <ConfirmDialog
          title={messages.discardTitle}
          act={messages.discardAnswer}
          danger
          onConfirm={() => notify(() => call("discardMailedReply", { params }), messages.answerDiscarded)}
          onClose={() => setAsking(false)}
        >
          <p>{messages.discardAbout}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}

function ThreadLink({ thread }: { thread: NonNullable<MailedReply["thread"]> }): ReactNode {
  const document = <bdi>{thread.document}</bdi>;
  const comment = <bdi>“{thread.text}”</bdi>;
  return (
    <Link href={`${readingPath(thread.version)}?note=${thread.annotation}`}>
      {thread.text === ""
        ? richMessage(messages.mailedToHidden, { document })
        : richMessage(messages.mailedTo, { document, comment })}
    </Link>
  );
}
