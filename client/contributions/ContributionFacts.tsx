import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { can } from "#core/access/permissions.ts";
import type { ContributionEdit, ShownContribution } from "#core/contract/contribution-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import { actorOf } from "../api/actor.ts";
import { call, urlOf } from "../api/call.ts";
import { useOrganisations } from "../api/organisation-queries.ts";
import { useNamesOfPeople } from "../api/participant-queries.ts";
import { documentsQuery } from "../api/queries.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { type ChosenPerson, PersonChooser } from "../components/PersonChooser.tsx";
import { fileSize, formatDate, languageName, Moment } from "../components/format.tsx";
import { RedlineExport } from "../exports/RedlineExport.tsx";
import { OrganisationNames } from "../components/OrganisationNames.tsx";
import { commaText, formatMessage, richMessage } from "../page-parts/messages.ts";
import type { ContributionWrites } from "./use-contribution-writes.ts";

/** The facts about a file: its draft, its sender and the original. Each can be corrected. */
export function ContributionFacts({
  contribution,
  me,
  writes,
}: {
  contribution: ShownContribution;
  me: Me;
  writes: ContributionWrites;
}): ReactNode {
  const { id, source, organisations, sentOn, receivedAt, authors, may, version, items } = contribution;
  const proposes = items.some(({ taken, operations }) => taken && operations.length > 0);
  const [editingSender, setEditingSender] = useState(false);
  const [first, ...jointly] = organisations;
  const isOfMany = items.length > 0 && items.every(({ origin, source }) => origin === "remark" && Boolean(source));
  const names = (of: typeof organisations): ReactNode => <OrganisationNames organisations={of} by="name" />;
  const authorNames = authors.map(({ name }) => name).filter(Boolean);
  return (
    <dl className="contribution-facts">
      <div>
        <dt>{messages.draftFact}</dt>
        <dd>
          <VersionMatch contribution={contribution} writes={writes} />
          {version && proposes && (
            <RedlineExport
              // The list offers an OpenDocument text only for two versions.
              request={({ format }, request) =>
                call("exportContribution", {
                  ...request,
                  params: { contribution: id },
                  query: { format: format === "odt" ? "docx" : format },
                })
              }
              name={`${version.address}-${source.fileName}`.replace(/[@:.]/gu, "-")}
              button={{ className: "link-button", face: messages.exportAsRedline }}
            />
          )}
        </dd>
      </div>
      <div>
        <dt>{messages.senderFact}</dt>
        <dd>
          {!first && (isOfMany ? <p>{messages.sendersOfRows}</p> : <p className="field-error">{messages.noSender}</p>)}
          {first && jointly.length === 0 && <strong>{names([first])}</strong>}
          {first &&
            jointly.length > 0 &&
            richMessage(messages.coSignedByList, {
              sender: names([first]),
              organisations: names(jointly),
              b: (parts) => <strong>{parts}</strong>,
            })}
          {authorNames.length > 0 && (
            <p className="quiet small">{formatMessage(messages.authorsInFile, { authors: commaText(authorNames) })}</p>
          )}
          {may.edit && (
            <button type="button" className="link-button" onClick={() => setEditingSender(true)}>
              {first ? messages.changeSender : messages.chooseSender}
            </button>
          )}
        </dd>
      </div>
      <div>
        <dt>{messages.fileFact}</dt>
        <dd>
          <a href={urlOf("getContributionOriginal", { params: { contribution: id } })} download={source.fileName}>
            <Download size={14} aria-hidden /> <bdi>{source.fileName}</bdi>
          </a>{" "}
          <span className="quiet small">{fileSize(source.size)}</span>
          <p className="quiet small">
            {richMessage(messages.sentAndReceived, {
              date: formatDate(sentOn),
              time: <Moment at={receivedAt} />,
            })}
          </p>
        </dd>
      </div>
      {editingSender && (
        <SendersDialog
          contribution={contribution}
          me={me}
          onSave={writes.edit}
          onClose={() => setEditingSender(false)}
        />
      )}
    </dl>
  );
}

/** The draft it was matched to, how similar they are, and the next candidates. A person can choose any other draft. */
function VersionMatch({
  contribution: { version, versionId, matches, matchedBy, may },
  writes,
}: {
  contribution: ShownContribution;
  writes: ContributionWrites;
}): ReactNode {
  const documents = useQuery(documentsQuery).data ?? [];
  const name = useId();
  const matched = matches.find((match) => match.versionId === versionId);
  const alternative = matches.find((match) => match.versionId !== versionId);
  return (
    <>
      {version ? (
        <strong>
          {version.document}, {version.label}
        </strong>
      ) : (
        <span className="field-error">{alternative ? messages.uncertainMatch : messages.noSimilarDraft}</span>
      )}
      <p className="quiet small">
        {matched &&
          formatMessage(matchedBy === "person" ? messages.chosenByPerson : messages.similarity, {
            percentage: Math.round(matched.score * 100),
          })}
        {matched && alternative && "; "}
        {alternative &&
          formatMessage(messages.nextCandidate, {
            document: alternative.version.document,
            label: alternative.version.label,
            percentage: Math.round(alternative.score * 100),
          })}
      </p>
      {may.edit && (
        <>
          <label className="visually-hidden" htmlFor={name}>
            {messages.draftField}
          </label>
          <select
            id={name}
            className="input"
            value={versionId ?? ""}
            onChange={({ target }) => void writes.edit({ version: target.value })}
          >
            {versionId === null && <option value="">{messages.chooseDraftOption}</option>}
            {documents.map(({ id, shortTitle, versions }) => (
              <optgroup key={id} label={shortTitle}>
                {versions
                  .filter(({ state }) => state === "published")
                  .map(({ id: optionId, label, language }) => (
                    <option key={optionId} value={optionId}>
                      {draftOption(
                        label,
                        languageName(language),
                        matches.find((match) => match.versionId === optionId),
                      )}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </>
      )}
    </>
  );
}

function draftOption(label: string, language: string, match: ShownContribution["matches"][number] | undefined): string {
  if (!match) return `${label}, ${language}`;
  return formatMessage(messages.draftOption, { label, language, percentage: Math.round(match.score * 100) });
}

/** Edits a contribution's sender, co-senders and date, and which participants the file's authors are. */
function SendersDialog({
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
