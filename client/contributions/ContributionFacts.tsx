import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { call, urlOf } from "../api/call.ts";
import { libraryQuery } from "../api/queries.ts";
import { RedlineExport } from "../exports/RedlineExport.tsx";
import { fileSize, formatDate, formatMoment } from "../components/format.ts";
import { languageName } from "../components/language.ts";
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
  const [asking, setAsking] = useState(false);
  const [first, ...jointly] = organisations;
  const named = authors.map(({ name }) => name).filter(Boolean);
  return (
    <dl className="contribution-facts">
      <div>
        <dt>Written on</dt>
        <dd>
          <VersionMatch contribution={contribution} writes={writes} />
          {version && proposes && (
            <RedlineExport
              ask={(format, how) =>
                call("exportContribution", { ...how, params: { contribution: id }, query: { format } })
              }
              name={`${version.address}-${source.fileName}`.replace(/[@:.]/gu, "-")}
              trigger={<Button className="link-button">Take it away against this draft</Button>}
            />
          )}
        </dd>
      </div>
      <div>
        <dt>From</dt>
        <dd>
          {first ? <strong>{first.name}</strong> : <p className="field-error">Nobody is named yet.</p>}
          {jointly.length > 0 && <>, jointly with {jointly.map(({ name }) => name).join(", ")}</>}
          {named.length > 0 && <p className="quiet small">In the file: {named.join(", ")}</p>}
          {may.edit && (
            <Button className="link-button" onPress={() => setAsking(true)}>
              {first ? "Correct who sent it" : "Say who sent it"}
            </Button>
          )}
        </dd>
      </div>
      <div>
        <dt>File</dt>
        <dd>
          <a href={urlOf("getContributionOriginal", { params: { contribution: id } })} download={source.fileName}>
            <Download size={14} aria-hidden /> <bdi>{source.fileName}</bdi>
          </a>{" "}
          <span className="quiet small">{fileSize(source.size)}</span>
          <p className="quiet small">
            Sent {formatDate(sentOn)}, received <time dateTime={receivedAt}>{formatMoment(receivedAt)}</time>
          </p>
        </dd>
      </div>
      {asking && (
        <SendersDialog contribution={contribution} me={me} onSave={writes.edit} onClose={() => setAsking(false)} />
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
  const documents = useQuery(libraryQuery).data?.documents ?? [];
  const name = useId();
  const own = matches.find((match) => match.versionId === versionId);
  const other = matches.find((match) => match.versionId !== versionId);
  return (
    <>
      {version ? (
        <strong>
          {version.document}, {version.label}
        </strong>
      ) : (
        <span className="field-error">
          {other ? "It fits no draft for sure." : "No draft is like it."} Choose the one it was written on.
        </span>
      )}
      <p className="quiet small">
        {own && `${String(Math.round(own.score * 100))} % alike`}
        {own && matchedBy === "person" && ", as a person said"}
        {own && other && "; "}
        {other &&
          `next likely: ${other.version.document}, ${other.version.label}, ${String(Math.round(other.score * 100))} %`}
      </p>
      {may.edit && (
        <>
          <label className="visually-hidden" htmlFor={name}>
            The draft it was written on
          </label>
          <select
            id={name}
            className="input"
            value={versionId ?? ""}
            onChange={({ target }) => void writes.edit({ version: target.value })}
          >
            {versionId === null && <option value="">Choose a draft</option>}
            {documents.map(({ id, shortTitle, versions }) => (
              <optgroup key={id} label={shortTitle}>
                {versions
                  .filter(({ state }) => state === "published")
                  .map(({ id: one, label, language }) => (
                    <option key={one} value={one}>
                      {label}, {languageName(language)}
                      {likeness(matches, one)}
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

function likeness(matches: ShownContribution["matches"], version: string): string {
  const match = matches.find(({ versionId }) => versionId === version);
  return match ? `: ${String(Math.round(match.score * 100))} % alike` : "";
}
