import { type ReactNode, useState } from "react";
import { groupsOfForum } from "#core/access/forum.ts";
import { languageChoices } from "#core/phrases/language-choices.ts";
import { interfaceLanguages } from "#core/access/interface-language.ts";
import type { ListedPerson, PersonFields } from "#core/contract/people-operations.ts";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { useForumGroups } from "../api/use-forum-groups.ts";
import { languageName } from "../components/format.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { FormDialog, FormList, FormText } from "./Form.tsx";
import { GroupOptions, OrganisationOptions } from "./ListOptions.tsx";
import { findRole, RoleField } from "./RoleField.tsx";
import { ToldPeople } from "./ToldPeople.tsx";
import { useSettingsChange } from "./use-settings-change.ts";

/** The fields of the dialog as text. An empty one has no value. */
interface Fields {
  name: string;
  email: string;
  organisationId: string;
  group: string;
  role: string;
  language: string;
}

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
  const [fields, setFields] = useState<Fields>({
    name: person?.name ?? "",
    email: person?.email ?? "",
    organisationId: person?.organisationId ?? "",
    group: person?.group ?? lastGroup,
    role: person?.role ?? "member",
    language: person?.language ?? "",
  });
  const { change } = useSettingsChange();
  const name = fields.name.trim();
  const save = async (): Promise<unknown> => {
    const values = valuesOf(fields);
    return person
      ? change(
          () => call("changePerson", { params: { person: person.id }, body: changedFields(values, person) }),
          formatMessage(messages.personChanged, { name }),
        )
      : change(() => call("addPerson", { body: values }), formatMessage(messages.personAdded, { name }));
  };
  return (
    <FormDialog
      title={person ? formatMessage(messages.editPersonTitle, { name: person.name }) : messages.addPerson}
      act={person ? messages.saveChange : messages.addPerson}
      isReady={name !== ""}
      onSave={save}
      onClose={onClose}
    >
      <PersonFieldsForm fields={fields} onChange={setFields} />
      <div role="status">
        {givesPlace(fields, person) && (
          <ToldPeople organisation={fields.organisationId} person={person?.id ?? null} name={name} />
        )}
      </div>
      {person && <p className="quiet small">{messages.earlierComments}</p>}
    </FormDialog>
  );
}

/** Whether the fields give a person a place in an organisation, or another address there. */
function givesPlace({ organisationId, role, email }: Fields, before: ListedPerson | null): boolean {
  if (organisationId === "") return false;
  const isCoordinator = role === "coordinator" && before?.role !== "coordinator";
  return isCoordinator || organisationId !== before?.organisationId || (email.trim() || null) !== before.email;
}

function PersonFieldsForm({ fields, onChange }: { fields: Fields; onChange: (fields: Fields) => void }): ReactNode {
  const set =
    (name: keyof Fields) =>
    (value: string): void =>
      onChange({ ...fields, [name]: value });
  const languages = languageChoices();
  return (
    <>
      <FormText
        name="name"
        label={messages.personName}
        value={fields.name}
        maxLength={200}
        hasFocus
        onChange={set("name")}
      />
      <FormText
        name="email"
        label={messages.personEmail}
        hint={messages.personEmailHint}
        type="email"
        isOptional
        value={fields.email}
        maxLength={254}
        onChange={set("email")}
      />
      <FormList
        name="organisationId"
        label={messages.personOrganisation}
        value={fields.organisationId}
        onChange={set("organisationId")}
      >
        <option value="">{messages.noOrganisationChoice}</option>
        <OrganisationOptions />
      </FormList>
      {fields.organisationId === "" && (
        <FormList
          name="group"
          label={messages.personGroup}
          hint={messages.personGroupHint}
          value={fields.group}
          onChange={set("group")}
        >
          <GroupOptions />
        </FormList>
      )}
      <RoleField value={fields.role} onChange={set("role")} />
      {languages.length > 0 && (
        <FormList name="language" label={messages.personLanguage} value={fields.language} onChange={set("language")}>
          <option value="">{messages.languageOwn}</option>
          {languages.map((language) => (
            <option key={language} value={language}>
              {languageName(language)}
            </option>
          ))}
        </FormList>
      )}
    </>
  );
}

function valuesOf({ name, email, organisationId, group, role, language }: Fields): PersonFields {
  return {
    name: name.trim(),
    email: email.trim() || null,
    organisationId: organisationId || null,
    ...(organisationId === "" && { group }),
    role: findRole(role) ?? "member",
    language: interfaceLanguages.find((one) => one === language) ?? null,
  };
}

/** Sends only what changed, so that a change by another person at the same time stays. */
function changedFields(values: PersonFields, before: ListedPerson): Partial<PersonFields> {
  const { name, email, organisationId, group, role, language } = values;
  return {
    ...(name !== before.name && { name }),
    ...(email !== before.email && { email }),
    ...(organisationId !== before.organisationId && { organisationId }),
    ...(group !== undefined && group !== before.group && { group }),
    ...(role !== before.role && { role }),
    ...(language !== (before.language ?? null) && { language }),
  };
}
