import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { Autocomplete, Header, Input, Label, Menu, MenuItem, MenuSection, SearchField } from "react-aria-components";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { directionOf } from "#core/text/direction.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { documentsQuery } from "../api/queries.ts";
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
  return (
    <div className="version-choice">
      <Autocomplete inputValue={search} onInputChange={setSearch}>
        <SearchField className="react-aria-SearchField field" autoFocus={!matchMedia("(pointer: coarse)").matches}>
          <Label>{messages.findDraftField}</Label>
          <Input placeholder={messages.findDraftExample} />
        </SearchField>
        {!searching && documents.length > 1 && (
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
        )}
        <Menu
          className="menu version-list"
          aria-label={
            searching || !document
              ? messages.draftsFound
              : formatMessage(messages.draftsOfDocument, { document: document.shortTitle })
          }
          selectionMode="single"
          selectedKeys={chosen ? [chosen.id] : []}
          disabledKeys={comparedWith ? [comparedWith.id] : []}
          onAction={(key) => {
            const version = allVersions.find(({ id }) => id === key);
            if (version) onChoose(version);
          }}
          renderEmptyState={() => (
            <p className="quiet version-list-empty">{searching ? messages.noDraftFound : messages.noDraftsYet}</p>
          )}
        >
          {groups.map(({ heading, versions }) => (
            <MenuSection key={heading} id={heading}>
              <Header className="menu-heading">{heading}</Header>
              {versions.map((version) => (
                <VersionItem
                  key={version.id}
                  version={version}
                  named={searching}
                  isOther={version.id === comparedWith?.id}
                />
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Autocomplete>
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
  const { id, label, language, date, state } = version;
  return (
    <MenuItem id={id} className="menu-item" textValue={label}>
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
    </MenuItem>
  );
}
