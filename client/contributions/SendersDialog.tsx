import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { can } from "#core/access/permissions.ts";
import type { ContributionEdit, ShownContribution } from "#core/contract/contribution-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import * as messages from "#core/messages/contributions-page.en.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { actorOf } from "../api/actor.ts";
import { libraryQuery, participantsQuery } from "../api/queries.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";

/** Edits a contribution's sender, co-senders and date, and which participants the file's authors are. */
export function SendersDialog({
  contribution,
  me,
  onSave,
  onClose,
}: {
  contribution: ShownContribution;
  me: Me;
  onSave: (change: Omit<ContributionEdit, "revision">) => Promise<boolean>;
  onClose: () => void;
}): ReactNode {
  const secretariat = can(actorOf(me), "date-contribution");
  const organisations = useQuery(libraryQuery).data?.organisations ?? [];
  const participants = useQuery({ ...participantsQuery, enabled: secretariat }).data ?? [];
  const [first = "", ...further] = contribution.organisationIds;
  const [organisation, setOrganisation] = useState(first);
  const [jointly, setJointly] = useState<readonly string[]>(further);
  const [contributor, setContributor] = useState(contribution.contributorId ?? "");
  const [sentOn, setSentOn] = useState(contribution.sentOn);
  const [authors, setAuthors] = useState(contribution.authors);
  const save = (): Promise<boolean> =>
    onSave({
      ...(organisation !== first && { organisation }),
      jointly: jointly.filter((id) => id !== organisation),
      ...(secretariat && { contributor: contributor === "" ? null : contributor, sentOn, authors }),
    });
  const people = (
    <>
      <option value="">{messages.noParticipant}</option>
      {participants.map(({ id, name, organisationId }) => (
        <option key={id} value={id}>
          {name}
          {organisationId !== null &&
            `, ${organisations.find((listed) => listed.id === organisationId)?.shortName ?? ""}`}
        </option>
      ))}
    </>
  );
  return (
    <ConfirmDialog
      title={messages.senderTitle}
      act={messages.saveSender}
      ready={organisation !== ""}
      onConfirm={save}
      onClose={onClose}
    >
      <div className="senders">
        <label className="field">
          <span className="field-label">{messages.organisationField}</span>
          <select
            className="input"
            value={organisation}
            disabled={!secretariat}
            onChange={({ target }) => setOrganisation(target.value)}
          >
            {organisation === "" && <option value="">{messages.chooseOrganisation}</option>}
            {organisations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <fieldset className="senders-jointly">
          <legend className="field-label">{messages.coSignedByField}</legend>
          {organisations
            .filter(({ id }) => id !== organisation)
            .map(({ id, shortName, name }) => (
              <label key={id} className="correct-check" title={name}>
                <input
                  type="checkbox"
                  checked={jointly.includes(id)}
                  onChange={({ target }) =>
                    setJointly(target.checked ? [...jointly, id] : jointly.filter((member) => member !== id))
                  }
                />
                {shortName}
              </label>
            ))}
        </fieldset>
        {secretariat && (
          <>
            <label className="field">
              <span className="field-label">{messages.sentOnField}</span>
              <input type="date" required value={sentOn} onChange={({ target }) => setSentOn(target.value)} />
            </label>
            <label className="field">
              <span className="field-label">{messages.contributorField}</span>
              <select className="input" value={contributor} onChange={({ target }) => setContributor(target.value)}>
                {people}
              </select>
            </label>
            {authors.map(({ name, participantId }, index) => (
              <label key={index} className="field">
                <span className="field-label">
                  {name === "" ? messages.unnamedAuthorField : formatMessage(messages.authorField, { author: name })}
                </span>
                <select
                  className="input"
                  value={participantId ?? ""}
                  onChange={({ target }) =>
                    setAuthors(
                      authors.map((author, at) =>
                        at === index ? { ...author, participantId: target.value === "" ? null : target.value } : author,
                      ),
                    )
                  }
                >
                  {people}
                </select>
              </label>
            ))}
          </>
        )}
      </div>
    </ConfirmDialog>
  );
}
