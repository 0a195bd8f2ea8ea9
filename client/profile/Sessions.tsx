import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import type { ShownSession } from "#core/contract/account-operations.ts";
import { accountPages as messages } from "#core/messages/catalogues.ts";
import { changePerson } from "../api/actor.ts";
import { call } from "../api/call.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { formatDate } from "../components/format.tsx";
import { notifyAndRefresh, notifyResult } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { PendingAnswer } from "../settings/parts/PendingAnswer.tsx";
import { sessionsQuery } from "./profile-queries.ts";

/** The reader's sessions, this one first. Each can be ended. */
export function Sessions(): ReactNode {
  const sessions = useQuery(sessionsQuery);
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const notify = notifyAndRefresh(client, sessionsQuery.queryKey);
  if (!sessions.data) return <PendingAnswer query={sessions} />;
  const others = sessions.data.filter(({ current }) => !current);
  return (
    <>
      <ul className="profile-list" aria-label={messages.sessionList}>
        {[...sessions.data.filter(({ current }) => current), ...others].map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {others.length > 0 && (
        <div>
          <button type="button" className="button" onClick={() => setAsking(true)}>
            {messages.endOthers}
          </button>
        </div>
      )}
      {isAsking && (
        <ConfirmDialog
          title={formatMessage(messages.endOthersTitle, { count: others.length })}
          act={messages.endOthers}
          danger
          onConfirm={() => notify(() => call("endOtherSessions", {}), messages.othersEnded)}
          onClose={() => setAsking(false)}
        >
          <p>{messages.endOthersNote}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function SessionRow({
  session: { id, device: known, current, createdAt, lastUsedOn },
}: {
  session: ShownSession;
}): ReactNode {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const notify = notifyAndRefresh(client, sessionsQuery.queryKey);
  const device = known ?? messages.unknownDevice;
  const signOut = async (): Promise<void> => {
    if (!(await notifyResult(() => call("signOut", {}), messages.signedOut))) return;
    navigate("/");
    await changePerson(client);
  };
  const end = (): Promise<boolean> =>
    notify(() => call("endSession", { params: { session: id } }), formatMessage(messages.sessionEnded, { device }));
  return (
    <li className="profile-row row">
      <p>
        <bdi>{device}</bdi>
        {current && <span className="record-mark">{messages.thisDevice}</span>}
        <span className="quiet small">
          {formatMessage(messages.sessionFacts, { since: formatDate(createdAt), used: formatDate(lastUsedOn) })}
        </span>
      </p>
      {current ? (
        <button type="button" className="button" onClick={() => void signOut()}>
          {messages.signOut}
        </button>
      ) : (
        <button
          type="button"
          className="button button-quiet button-danger"
          aria-label={formatMessage(messages.endSessionNamed, { device })}
          onClick={() => void end()}
        >
          {messages.endSession}
        </button>
      )}
    </li>
  );
}
