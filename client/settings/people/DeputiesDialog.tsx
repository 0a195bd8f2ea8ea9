import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { ShownDeputy } from "#core/contract/colleague-operations.ts";
import type { ListedPerson } from "#core/contract/people-operations.ts";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { DialogFrame } from "../../components/DialogFrame.tsx";
import { formatDate } from "../../components/format.tsx";
import { ProblemNotice } from "../../components/PageStates.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import { DeputyFields, noDeputyChosen, useAppointDeputy } from "../parts/DeputyFields.tsx";
import { Form, SubmitButton } from "../parts/Form.tsx";
import { deputiesQuery } from "../parts/settings-queries.ts";
import { useSettingsChange } from "../parts/use-settings-change.ts";

/** Lists the deputies of a person. Revokes one or proposes another, who acts only after the person accepts. */
export function DeputiesDialog({
  person: { id, name },
  onClose,
}: {
  person: ListedPerson;
  onClose: () => void;
}): ReactNode {
  const deputies = useQuery(deputiesQuery(id));
  const own = deputies.data?.items.filter(({ principalId }) => principalId === id) ?? [];
  return (
    <DialogFrame title={formatMessage(messages.deputiesOf, { name })} isDismissable={false} onClose={onClose}>
      <p>{formatMessage(messages.deputiesAbout, { name })}</p>
      {deputies.isError && <ProblemNotice error={deputies.error} onRetry={() => void deputies.refetch()} />}
      {deputies.data && own.length === 0 && <p className="quiet">{formatMessage(messages.noDeputies, { name })}</p>}
      <ul className="name-list">
        {own.map((deputy) => (
          <DeputyRow key={deputy.id} deputy={deputy} />
        ))}
      </ul>
      <ProposeForm id={id} name={name} taken={own.map(({ deputyId }) => deputyId)} />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {messages.close}
        </button>
      </div>
    </DialogFrame>
  );
}

function DeputyRow({
  deputy: { id, deputy, principal: name, until, acceptedAt, may },
}: {
  deputy: ShownDeputy;
}): ReactNode {
  const { tryChange } = useSettingsChange();
  return (
    <li>
      <bdi>{deputy}</bdi>
      <span className="quiet small">
        {acceptedAt === null
          ? formatMessage(messages.deputyWaiting, { name })
          : until === null
            ? messages.deputyWithoutEnd
            : formatMessage(messages.deputyUntil, { date: formatDate(until) })}
      </span>
      {may.revoke && (
        <button
          type="button"
          className="button button-quiet button-danger"
          aria-label={formatMessage(messages.revokeDeputyNamed, { deputy })}
          onClick={() =>
            void tryChange(
              () => call("revokeDeputy", { params: { deputy: id } }),
              formatMessage(messages.deputyRevoked, { deputy, name }),
            )
          }
        >
          {messages.revokeDeputy}
        </button>
      )}
    </li>
  );
}

/** Proposes a deputy. It is emptied afterwards, for another one. */
function ProposeForm({ id, name, taken }: { id: string; name: string; taken: readonly string[] }): ReactNode {
  const [choice, setChoice] = useState(noDeputyChosen);
  const appoint = useAppointDeputy(id);
  const propose = async (): Promise<void> => {
    await appoint(choice, (deputy) => formatMessage(messages.deputyProposed, { deputy, name }));
    setChoice(noDeputyChosen);
  };
  return (
    <Form
      className="form-fields stack-4"
      isReady={choice.deputy !== null}
      onSave={propose}
      actions={
        <div>
          <SubmitButton look="plain">{messages.proposeDeputy}</SubmitButton>
        </div>
      }
    >
      <DeputyFields
        label={messages.deputyPerson}
        hint={formatMessage(messages.deputyProposalNote, { name })}
        choice={choice}
        taken={[id, ...taken]}
        onChange={setChoice}
      />
    </Form>
  );
}
