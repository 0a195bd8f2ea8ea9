import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { groupsOfForum } from "#core/access/forum.ts";
import { languageChoices } from "#core/phrases/language-choices.ts";
import type { ListedPerson, PersonFields } from "#core/contract/people-operations.ts";
import { colleagues, settingsPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { useForumGroups } from "../../components/groups.ts";
import { languageName } from "../../components/format.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import { FormDialog } from "../parts/Form.tsx";
import { GroupOptions, OrganisationOptions, useActiveOrganisations } from "../parts/ListOptions.tsx";
import { Options } from "../parts/Options.tsx";
import { peopleQuery } from "../parts/settings-queries.ts";
import { type RecordFields, type Typed, useRecord } from "../parts/use-record.tsx";
import { useSettingsChange } from "../parts/use-settings-change.ts";
import { roleHint, RoleOptions } from "./RoleOptions.tsx";

type Name = keyof PersonFields;

const personFields: RecordFields<Name> = {
  name: { label: messages.personName, presence: "required", limit: 200 },
  email: {
    label: messages.personEmail,
    hint: messages.personEmailHint,
    presence: "optional",
    type: "email",
    limit: 254,
  },
  organisationId: {
    label: messages.personOrganisation,
    options: (
      <>
        <option value="">{messages.noOrganisationChoice}</option>
        <OrganisationOptions />
      </>
    ),
  },
  group: {
    label: messages.personGroup,
    hint: messages.personGroupHint,
    options: <GroupOptions />,
    isShown: ({ organisationId }) => organisationId === "",
  },
  role: { label: messages.personRole, hint: roleHint, options: <RoleOptions /> },
  language: {
    label: messages.personLanguage,
    options: <LanguageOptions />,
    isShown: () => languageChoices().length > 0,
  },
};

/** Adds a person, or edits one. */
export function PersonDialog({
  person,
  onClose,
}: {
  /** Null to add one. */
  person: ListedPerson | null;
  onClose: () => void;
}): ReactNode {
  const forum = useForumGroups();
  const lastGroup = groupsOfForum(forum).findLast(({ mergedInto }) => mergedInto === undefined)?.id ?? "";
  const { values, sent, changed, isReady, fields } = useRecord(personFields, {
    name: person?.name ?? "",
    email: person?.email ?? "",
    organisationId: person?.organisationId ?? "",
    group: person?.group ?? lastGroup,
    role: person?.role ?? "member",
    language: person?.language ?? "",
  });
  const { change } = useSettingsChange();
  const name = values.name.trim();
  const save = async (): Promise<unknown> =>
    person
      ? change(
          () => call("changePerson", { params: { person: person.id }, body: changed as Partial<PersonFields> }),
          formatMessage(messages.personChanged, { name }),
        )
      : change(() => call("addPerson", { body: sent as PersonFields }), formatMessage(messages.personAdded, { name }));
  return (
    <FormDialog
      title={person ? formatMessage(messages.editPersonTitle, { name: person.name }) : messages.addPerson}
      act={person ? messages.saveChange : messages.addPerson}
      isReady={isReady}
      onSave={save}
      onClose={onClose}
    >
      {fields()}
      <div role="status">
        {givesPlace(values, person) && (
          <ToldPeople organisation={values.organisationId} person={person?.id ?? null} name={name} />
        )}
      </div>
      {person && <p className="quiet small">{messages.earlierComments}</p>}
    </FormDialog>
  );
}

/** Whether the fields give a person a place in an organisation, or another address there. */
function givesPlace({ organisationId, role, email }: Typed<Name>, before: ListedPerson | null): boolean {
  if (organisationId === "") return false;
  const isCoordinator = role === "coordinator" && before?.role !== "coordinator";
  return isCoordinator || organisationId !== before?.organisationId || (email.trim() || null) !== before.email;
}

function LanguageOptions(): ReactNode {
  const languages = languageChoices().map((language) => [language, languageName(language)] as const);
  return <Options of={[["", messages.languageOwn], ...languages]} />;
}

/** Announces who is notified and which drafts stay closed, before a person gets a role in an organisation. */
function ToldPeople({
  organisation: id,
  person,
  name,
}: {
  /** Id of the organisation. */
  organisation: string;
  /** Id of the person, if they exist. */
  person: string | null;
  name: string;
}): ReactNode {
  const organisation = useActiveOrganisations().find((one) => one.id === id)?.shortName;
  const people = useQuery(peopleQuery({ organisation: id, state: "active" })).data;
  if (!people || organisation === undefined) return null;
  const isAmong = people.items.some((one) => one.id === person);
  const count = (people.total ?? people.items.length) - (isAmong ? 1 : 0);
  return <p className="small">{formatMessage(colleagues.willTell, { count, organisation, name })}</p>;
}
