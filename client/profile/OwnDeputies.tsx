import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import type { Participant } from "#core/access/people.ts";
import type { ShownDeputy } from "#core/contract/colleague-operations.ts";
import { accountPages as messages } from "#core/messages/catalogues.ts";
import { changePerson } from "../api/actor.ts";
import { call } from "../api/call.ts";
import { formatDate } from "../components/format.tsx";
import { notifyResult } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { DeputyFields, noDeputyChosen, useAppointDeputy } from "../settings/parts/DeputyFields.tsx";
import { PendingAnswer } from "../settings/parts/PendingAnswer.tsx";
import { deputiesQuery } from "../settings/parts/settings-queries.ts";
import { useSettingsChange } from "../settings/parts/use-settings-change.ts";
import { InlineForm } from "./InlineForm.tsx";

/** The reader's deputies, and the people the reader may represent. */
export function OwnDeputies({ own: { id } }: { own: Participant }): ReactNode {
  const all = useQuery(deputiesQuery(id));
  const [isAppointing, setAppointing] = useState(false);
  if (!all.data) return <PendingAnswer query={all} />;
  const deputies = all.data.items.filter(({ principalId }) => principalId === id);
  const principals = all.data.items.filter(({ deputyId }) => deputyId === id);
  return (
    <>
      {deputies.length === 0 ? (
        <p>{messages.noDeputies}</p>
      ) : (
        <ul className="profile-list" aria-label={messages.deputyList}>
          {deputies.map((deputy) => (
            <DeputyRow key={deputy.id} deputy={deputy} />
          ))}
        </ul>
      )}
      {isAppointing ? (
        <AppointForm
          principal={id}
          taken={[id, ...deputies.map(({ deputyId }) => deputyId)]}
          onClose={() => setAppointing(false)}
        />
      ) : (
        <div>
          <button type="button" className="button" onClick={() => setAppointing(true)}>
            {messages.appointDeputy}
          </button>
        </div>
      )}
      {principals.length > 0 && (
        <>
          <h3>{messages.principalList}</h3>
          <ul className="profile-list" aria-label={messages.principalList}>
            {principals.map((deputy) => (
              <PrincipalRow key={deputy.id} deputy={deputy} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function endOf({ until }: ShownDeputy, withoutEnd: string): string {
  return until === null ? withoutEnd : formatMessage(messages.deputyUntil, { date: formatDate(until) });
}

function DeputyRow({ deputy }: { deputy: ShownDeputy }): ReactNode {
  const { tryChange } = useSettingsChange();
  const { id, deputy: name, acceptedAt, may } = deputy;
  const params = { deputy: id };
  return (
    <li className="profile-row row">
      <p>
        <bdi>{name}</bdi>
        <span className="quiet small">
          {acceptedAt === null ? messages.deputyWaiting : endOf(deputy, messages.deputyWithoutEnd)}
        </span>
      </p>
      <div className="profile-actions row">
        {may.accept && (
          <button
            type="button"
            className="button"
            aria-label={formatMessage(messages.acceptDeputyNamed, { name })}
            onClick={() =>
              void tryChange(() => call("acceptDeputy", { params }), formatMessage(messages.deputyAccepted, { name }))
            }
          >
            {messages.acceptDeputy}
          </button>
        )}
        {may.revoke && (
          <button
            type="button"
            className="button button-quiet button-danger"
            aria-label={formatMessage(messages.revokeDeputyNamed, { name })}
            onClick={() =>
              void tryChange(() => call("revokeDeputy", { params }), formatMessage(messages.deputyRevoked, { name }))
            }
          >
            {messages.revokeDeputy}
          </button>
        )}
      </div>
    </li>
  );
}

function PrincipalRow({ deputy }: { deputy: ShownDeputy }): ReactNode {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const { refresh } = useSettingsChange();
  const { id, principal: name, principalId, acceptedAt, may } = deputy;
  const act = async (): Promise<void> => {
    const isDone = await notifyResult(
      () => call("actAsDeputy", { body: { principal: principalId } }),
      formatMessage(messages.actingBegun, { name }),
    );
    if (!isDone) return;
    await changePerson(client);
    navigate("/");
  };
  return (
    <li className="profile-row row">
      <p>
        <bdi>{name}</bdi>
        <span className="quiet small">
          {acceptedAt === null
            ? formatMessage(messages.principalWaiting, { name })
            : endOf(deputy, formatMessage(messages.principalWithoutEnd, { name }))}
        </span>
      </p>
      <div className="profile-actions row">
        {may.act && (
          <button
            type="button"
            className="button"
            aria-label={formatMessage(messages.actForNamed, { name })}
            onClick={() => void act()}
          >
            {messages.actFor}
          </button>
        )}
        {may.revoke && (
          <button
            type="button"
            className="button button-quiet button-danger"
            aria-label={formatMessage(messages.endDeputyshipNamed, { name })}
            // Only the principal can undo it, so there is no change to offer.
            onClick={() =>
              void notifyResult(
                () => call("revokeDeputy", { params: { deputy: id } }),
                formatMessage(messages.deputyshipEnded, { name }),
              ).then(refresh)
            }
          >
            {messages.endDeputyship}
          </button>
        )}
      </div>
    </li>
  );
}

function AppointForm({
  principal,
  taken,
  onClose,
}: {
  principal: string;
  /** Ids of people who cannot be chosen. */
  taken: readonly string[];
  onClose: () => void;
}): ReactNode {
  const [choice, setChoice] = useState(noDeputyChosen);
  const appoint = useAppointDeputy(principal);
  const save = async (): Promise<void> => {
    await appoint(choice, (name) => formatMessage(messages.deputyAppointed, { name }));
    onClose();
  };
  return (
    <InlineForm
      label={messages.appointDeputy}
      act={messages.appoint}
      isReady={choice.deputy !== null}
      onSave={save}
      onCancel={onClose}
    >
      <DeputyFields label={messages.deputyPerson} choice={choice} taken={taken} onChange={setChoice} />
    </InlineForm>
  );
}
