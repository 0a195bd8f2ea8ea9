import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import { deputyOperations } from "#core/contract/colleague-operations.ts";
import { accountPages as messages } from "#core/messages/catalogues.ts";
import { changePerson } from "../api/actor.ts";
import { addOperations, call } from "../api/call.ts";
import { notifyResult } from "../components/toasts.ts";
import { formatMessage, richMessage } from "../page-parts/messages.ts";
import "./deputy-banner.css";

addOperations(deputyOperations);

/** Says in whose place a deputy acts, on every page, and ends it. */
export function DeputyBanner({ principal }: { principal: string }): ReactNode {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const end = async (): Promise<void> => {
    const isDone = await notifyResult(
      () => call("actAsDeputy", { body: { principal: null } }),
      formatMessage(messages.actingEnded, { name: principal }),
    );
    if (!isDone) return;
    await changePerson(client);
    navigate("/profile");
  };
  return (
    <section className="deputy-banner screen-only row" aria-label={messages.actingLabel}>
      <p>
        {richMessage(messages.actingFor, {
          name: <bdi key="name">{principal}</bdi>,
          b: (parts) => <strong>{parts}</strong>,
        })}
      </p>
      <button type="button" className="button" onClick={() => void end()}>
        {messages.actAsOneself}
      </button>
    </section>
  );
}
