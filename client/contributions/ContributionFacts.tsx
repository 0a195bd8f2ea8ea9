import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import { OrganisationNames } from "../page-parts/Logos.tsx";
import { commaText, formatMessage, richMessage } from "../page-parts/messages.ts";
import { call, urlOf } from "../api/call.ts";
import { documentsQuery } from "../api/queries.ts";
import { RedlineExport } from "../exports/RedlineExport.tsx";
import { fileSize, formatDate, languageName } from "../components/format.ts";
import { Moment } from "../components/Moment.tsx";
import { SendersDialog } from "./SendersDialog.tsx";
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
              trigger={<Button className="link-button">{messages.exportAsRedline}</Button>}
            />
          )}
        </dd>
      </div>
      <div>
        <dt>{messages.senderFact}</dt>
        <dd>
          {!first && <p className="field-error">{messages.noSender}</p>}
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
            <Button className="link-button" onPress={() => setEditingSender(true)}>
              {first ? messages.changeSender : messages.chooseSender}
            </Button>
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
