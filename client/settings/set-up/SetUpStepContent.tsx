import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { SetUpStep } from "#core/access/kept-forum.ts";
import { uploadPath } from "#core/contract/pages.ts";
import { profilePath, settingsPath } from "#core/contract/settings-pages.ts";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { documentsQuery, meQuery } from "../../api/queries.ts";
import { AddDocumentDialog } from "../../library/AddDocumentDialog.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import { CsvActions } from "../lists/CsvActions.tsx";
import { SettingsPart, WithForum } from "../forum/ForumSection.tsx";
import { GroupList } from "../groups/GroupsSection.tsx";
import type { CsvKind } from "../lists/ImportDialog.tsx";
import { OrganisationDialog } from "../organisations/OrganisationDialog.tsx";
import { PersonDialog } from "../people/PersonDialog.tsx";
import { organisationsQuery, peopleQuery } from "../parts/settings-queries.ts";

/** The content of a step of the set-up. */
export function SetUpStepContent({ step }: { step: SetUpStep }): ReactNode {
  switch (step) {
    case "forum":
      return (
        <WithForum>
          {(shared) => (
            <div className="settings-group stack-4 step-fields">
              <SettingsPart part="identity" {...shared} />
              <SettingsPart part="place" {...shared} />
            </div>
          )}
        </WithForum>
      );
    case "access":
      return (
        <WithForum>
          {(shared) => (
            <div className="settings-group stack-4 step-fields">
              <SettingsPart part="access" {...shared} />
            </div>
          )}
        </WithForum>
      );
    case "groups":
      return (
        <>
          <p className="page-about">{messages.groupsAbout}</p>
          <GroupList />
        </>
      );
    case "people":
      return <PeopleStep />;
    case "document":
      return <DocumentStep />;
  }
}

/** The first page of both lists. The settings have the rest. */
export const everyone = { state: "active" } as const;

function PeopleStep(): ReactNode {
  const organisations = useQuery(organisationsQuery(everyone)).data;
  const people = useQuery(peopleQuery(everyone)).data;
  const own = useQuery(meQuery).data?.participant;
  const [open, setOpen] = useState<"organisation" | "person" | null>(null);
  const self = people?.items.find(({ id }) => id === own?.id);
  return (
    <>
      <p className="page-about">{messages.setUpOrganisationsAbout}</p>
      {self?.email === null && (
        <p className="remark">
          {formatMessage(messages.setUpYouAreHere, { name: self.name })}{" "}
          <Link href={`${profilePath}?from=set-up`}>{messages.setUpEditYourself}</Link>
        </p>
      )}
      <div className="step-lists">
        <StepList
          kind="organisations"
          title={messages.sectionOrganisations}
          add={messages.addOrganisation}
          onAdd={() => setOpen("organisation")}
          count={organisations && formatMessage(messages.organisationCount, { count: organisations.total ?? 0 })}
          names={organisations?.items.map(({ id, shortName, name }) => ({ id, name: shortName, about: name })) ?? []}
          all={messages.setUpManageOrganisations}
        />
        <StepList
          kind="people"
          title={messages.sectionPeople}
          add={messages.addPerson}
          onAdd={() => setOpen("person")}
          count={people && formatMessage(messages.peopleCount, { count: people.total ?? 0 })}
          names={people?.items.map(({ id, name, email }) => ({ id, name, about: email ?? messages.noEmail })) ?? []}
          all={messages.setUpManagePeople}
        />
      </div>
      {open === "organisation" && <OrganisationDialog organisation={null} onClose={() => setOpen(null)} />}
      {open === "person" && <PersonDialog person={null} onClose={() => setOpen(null)} />}
    </>
  );
}

/** A short list of people or organisations, with the ways to add some and a link to the whole list. */
function StepList({
  kind,
  title,
  add,
  onAdd,
  count,
  names,
  all,
}: {
  kind: CsvKind;
  title: string;
  /** Label of the button that adds one. */
  add: string;
  onAdd: () => void;
  count: string | undefined;
  names: readonly { id: string; name: string; about: string }[];
  /** Text of the link to the whole list. */
  all: string;
}): ReactNode {
  return (
    <section aria-labelledby={`step-${kind}`}>
      <h3 id={`step-${kind}`}>{title}</h3>
      <div className="list-head">
        <CsvActions kind={kind} withExport={false} />
        <button type="button" className="button" onClick={onAdd}>
          <Plus size={16} aria-hidden /> {add}
        </button>
      </div>
      <p role="status" className="quiet">
        {count}
      </p>
      <ul className="name-list">
        {names.slice(0, 12).map(({ id, name, about }) => (
          <li key={id}>
            <bdi>{name}</bdi>
            {about !== name && <bdi className="quiet small breakable">{about}</bdi>}
          </li>
        ))}
      </ul>
      {names.length > 0 && <Link href={settingsPath(kind)}>{all}</Link>}
    </section>
  );
}

function DocumentStep(): ReactNode {
  const documents = useQuery(documentsQuery).data ?? [];
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <p className="page-about">{messages.setUpDocumentAbout}</p>
      {documents.length > 0 && (
        <ul className="name-list" aria-label={messages.setUpDocuments}>
          {documents.map(({ id, title, versions }) => (
            <li key={id}>
              <bdi>{title}</bdi>
              <span className="quiet small">{formatMessage(messages.setUpDrafts, { count: versions.length })}</span>
              {versions.length === 0 && <Link href={`${uploadPath(id)}?from=set-up`}>{messages.setUpUploadDraft}</Link>}
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="button" onClick={() => setAdding(true)}>
        <Plus size={16} aria-hidden /> {messages.setUpAddDocument}
      </button>
      {isAdding && <AddDocumentDialog from="set-up" onClose={() => setAdding(false)} />}
    </>
  );
}
