import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { directionOf } from "#core/text/direction.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { documentsQuery } from "../api/queries.ts";
import { FilteredList } from "../components/FilteredList.tsx";
import { useClosePopover } from "../components/Popover.tsx";
import { formatMessage, word } from "../page-parts/messages.ts";
import { formatDate, languageName } from "../components/format.tsx";
import { findVersions, versionsByLanguage } from "./version-order.ts";
import "./version-chooser.css";

/** The documents with their versions, and the search. Offers the known documents until all are loaded. */
export function VersionChoice({
  known,
  chosen,
  like,
  comparedWith,
  onChoose,
}: {
  known: readonly ListedDocument[];
  chosen: ListedVersion | undefined;
  like: ListedVersion | undefined;
  comparedWith: ListedVersion | undefined;
  onChoose: (version: ListedVersion) => void;
}): ReactNode {
  const documents = useQuery(documentsQuery).data ?? known;
  const [search, setSearch] = useState("");
  const [documentId, setDocumentId] = useState(like?.documentId ?? documents[0]?.id);
  const document = documents.find(({ id }) => id === documentId) ?? documents[0];
  const searching = search.trim() !== "";
  const groups = useMemo(
    () =>
      searching
        ? findVersions(documents, search)
        : document
          ? versionsByLanguage(document, like?.language ?? "en")
          : [],
    [searching, search, documents, document, like],
  );
  const allVersions = documents.flatMap(({ versions }) => versions);
  const close = useClosePopover();
  return (
    <div className="version-choice">
      <FilteredList
        label={messages.findDraftField}
        placeholder={messages.findDraftExample}
        query={search}
        // A keyboard on the screen would cover the list.
        hasFocus={!matchMedia("(pointer: coarse)").matches}
        listLabel={
          searching || !document
            ? messages.draftsFound
            : formatMessage(messages.draftsOfDocument, { document: document.shortTitle })
        }
        listClassName="version-list"
        groups={groups.map(({ heading, versions }) => ({
          heading,
          choices: versions.map((version) => ({
            id: version.id,
            isDisabled: version.id === comparedWith?.id,
            content: <VersionItem version={version} named={searching} isOther={version.id === comparedWith?.id} />,
          })),
        }))}
        chosen={chosen?.id ?? null}
        empty={<p className="quiet version-list-empty">{searching ? messages.noDraftFound : messages.noDraftsYet}</p>}
        between={
          !searching &&
          documents.length > 1 && (
            <label className="field">
              <span className="field-label">{messages.documentField}</span>
              <select className="input" value={document?.id} onChange={({ target }) => setDocumentId(target.value)}>
                {documents.map(({ id, shortTitle, title }) => (
                  <option key={id} value={id} title={title}>
                    {shortTitle}
                  </option>
                ))}
              </select>
            </label>
          )
        }
        onQuery={setSearch}
        onChoose={(id) => {
          const version = allVersions.find((candidate) => candidate.id === id);
          if (!version) return;
          close();
          onChoose(version);
        }}
      />
    </div>
  );
}

function VersionItem({
  version,
  named,
  isOther,
}: {
  version: ListedVersion;
  /** Whether to show its language, because the heading does not. */
  named: boolean;
  isOther: boolean;
}): ReactNode {
  const { label, language, date, state } = version;
  return (
    <>
      <span>
        <bdi lang={language} dir={directionOf(language)}>
          {label}
        </bdi>
      </span>
      <span className="quiet small">
        {[
          ...(named ? [languageName(language)] : []),
          ...(label.includes(date.slice(0, 4)) ? [] : [formatDate(date)]),
          ...(state === "published" ? [] : [word(`version-state-${state}`)]),
          ...(isOther ? [messages.otherSideOfComparison] : []),
        ].join(" · ")}
      </span>
    </>
  );
}
