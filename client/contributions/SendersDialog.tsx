import { useId, useState, type ReactNode } from "react";
import { can } from "#core/access/permissions.ts";
import type { ContributionEdit, ShownContribution } from "#core/contract/contribution-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import { useOrganisations } from "../api/organisation-queries.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { actorOf } from "../api/actor.ts";
import { useNamesOfPeople } from "../api/participant-queries.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { type ChosenPerson, PersonChooser } from "../components/PersonChooser.tsx";

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
  const organisations = useOrganisations();
  const [first = "", ...further] = contribution.organisationIds;
  const [organisation, setOrganisation] = useState(first);
  const [jointly, setJointly] = useState<readonly string[]>(further);
  const [contributor, setContributor] = useState(contribution.contributorId);
  const [sentOn, setSentOn] = useState(contribution.sentOn);
  const [authors, setAuthors] = useState(contribution.authors);
  const kept = [contribution.contributorId, ...contribution.authors.map(({ participantId }) => participantId)];
  const nameOf = useNamesOfPeople(secretariat ? kept.filter((id) => id !== null) : []);
  const [chosenNames, setChosenNames] = useState<Readonly<Record<string, string>>>({});
  const personOf = (id: string | null): ChosenPerson | null =>
    id === null ? null : { id, name: chosenNames[id] ?? nameOf(id) ?? "" };
  const chosenId = (person: ChosenPerson | null): string | null => {
    if (person) setChosenNames((names) => ({ ...names, [person.id]: person.name }));
    return person?.id ?? null;
  };
  const save = (): Promise<boolean> =>
    onSave({
      ...(organisation !== first && { organisation }),
      jointly: jointly.filter((id) => id !== organisation),
      ...(secretariat && { contributor, sentOn, authors }),
    });
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
            <PersonField
              label={messages.contributorField}
              value={personOf(contributor)}
              onChange={(person) => setContributor(chosenId(person))}
            />
            {authors.map(({ name, participantId }, index) => (
              <PersonField
                key={index}
                label={
                  name === "" ? messages.unnamedAuthorField : formatMessage(messages.authorField, { author: name })
                }
                value={personOf(participantId)}
                onChange={(person) => {
                  const id = chosenId(person);
                  setAuthors(authors.map((author, at) => (at === index ? { ...author, participantId: id } : author)));
                }}
              />
            ))}
          </>
        )}
      </div>
    </ConfirmDialog>
  );
}

/** Selects a participant. An empty field selects nobody. */
function PersonField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: ChosenPerson | null;
  onChange: (person: ChosenPerson | null) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <PersonChooser id={id} value={value} onChange={onChange} />
    </div>
  );
}
