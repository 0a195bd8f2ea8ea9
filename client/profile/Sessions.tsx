import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Button } from "react-aria-components";
import { useLocation } from "wouter";
import type { ShownSession } from "#core/contract/account-operations.ts";
import * as messages from "#core/messages/account-pages.en.ts";
import { changePerson } from "../api/actor.ts";
import { call } from "../api/call.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { formatDate } from "../components/format.ts";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";
import { notifyAndRefresh, notifyResult } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { sessionsQuery } from "./profile-queries.ts";

/** The reader's sessions, this one first. Each can be ended. */
export function Sessions(): ReactNode {
  const sessions = useQuery(sessionsQuery);
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const notify = notifyAndRefresh(client, sessionsQuery.queryKey);
  if (sessions.isError && !sessions.data)
    return <ProblemNotice error={sessions.error} onRetry={() => void sessions.refetch()} />;
  if (!sessions.data) return <Skeleton />;
  const others = sessions.data.filter(({ current }) => !current);
  const signOut = async (): Promise<void> => {
    if (!(await notifyResult(() => call("signOut", {}), messages.signedOut))) return;
    navigate("/");
    await changePerson(client);
  };
  return (
    <>
      <ul className="profile-list" aria-label={messages.sessionList}>
        {[...sessions.data.filter(({ current }) => current), ...others].map((session) => {
          const device = deviceOf(session);
          return (
            <li key={session.id} className="profile-row">
              <p>
                <bdi>{device}</bdi>
                {session.current && <span className="record-mark">{messages.thisDevice}</span>}
                <span className="quiet small">
                  {formatMessage(messages.sessionFacts, {
                    since: formatDate(session.createdAt),
                    used: formatDate(session.lastUsedOn),
                  })}
                </span>
              </p>
              {session.current ? (
                <Button className="button" onPress={() => void signOut()}>
                  {messages.signOut}
                </Button>
              ) : (
                <Button
                  className="button button-quiet button-danger"
                  aria-label={formatMessage(messages.endSessionNamed, { device })}
                  onPress={() =>
                    void notify(
                      () => call("endSession", { params: { session: session.id } }),
                      formatMessage(messages.sessionEnded, { device }),
                    )
                  }
                >
                  {messages.endSession}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {others.length > 0 && (
        <div>
          <Button className="button" onPress={() => setAsking(true)}>
            {messages.endOthers}
          </Button>
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

function deviceOf({ device }: ShownSession): string {
  return device ?? messages.unknownDevice;
}
