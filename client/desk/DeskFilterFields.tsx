import { type ReactNode, useState } from "react";
import type { DeskItem } from "#core/contract/desk-operations.ts";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import { organisationsBehind } from "#core/discuss/speaker.ts";
import { languageName } from "../components/format.tsx";
import { SelectField } from "../components/SelectField.tsx";
import { useSettledText } from "../components/use-settled-text.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { type DeskFilters, type DeskOrder, deskOrders, type DeskState, deskStates, isInState } from "./desk-filters.ts";

const stateTexts: Readonly<Record<DeskState, keyof typeof messages>> = {
  open: "stateOpen",
  location: "stateLocation",
  prepared: "statePrepared",
  decided: "stateDecided",
  "not-in-text": "stateNotInText",
  all: "stateAll",
};

const orderTexts: Readonly<Record<DeskOrder, keyof typeof messages>> = {
  text: "sortText",
  oldest: "sortOldest",
  due: "sortDue",
  source: "sortSource",
};

interface Option {
  id: string;
  name: string;
}

/** The filters of the queue, with the numbers of comments. */
export function DeskFilterFields({
  filters,
  document,
  items,
  documents,
  officers,
  reader,
  groups,
  onChange,
}: {
  filters: DeskFilters;
  document: string | undefined;
  items: readonly DeskItem[];
  documents: readonly { id: string; title: string }[];
  officers: readonly Option[];
  /** Id of the reader. */
  reader: string | null;
  groups: readonly Option[];
  onChange: (values: Readonly<Record<string, string>>) => void;
}): ReactNode {
  const [text, setText] = useSettledText(filters.text ?? "", (value) => onChange({ text: value }));
  const organisations = new Map(
    items.flatMap(({ speaker }) => organisationsBehind(speaker).map(({ id, shortName }) => [id, shortName] as const)),
  );
  const languages = [...new Set(items.map(({ language }) => language))].sort();
  const tags = [...new Set(items.flatMap((item) => item.tags))].sort();
  const set = [
    filters.assignee,
    filters.group,
    filters.organisation,
    filters.kind,
    filters.language,
    filters.tag,
    filters.text,
  ];
  const count = set.filter((value) => value !== undefined).length;
  // Later it is folded by hand only, because the field in use would disappear.
  const [isOpen] = useState(count > 0);
  const field = (name: string, label: string, all: string, value: string | undefined, options: readonly Option[]) => (
    <SelectField label={label} value={value ?? ""} onChange={(next) => onChange({ [name]: next })}>
      <option value="">{all}</option>
      {options.map(({ id, name: text }) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </SelectField>
  );
  const isMe = ({ id }: Option): boolean => id === reader;
  return (
    <>
      <SelectField
        label={messages.stateField}
        value={filters.state}
        onChange={(state) => onChange({ state: state === "open" ? "" : state })}
      >
        {deskStates.map((state) => (
          <option key={state} value={state}>
            {messages[stateTexts[state]]} ({items.filter((item) => isInState(item, state)).length})
          </option>
        ))}
      </SelectField>
      {field(
        "document",
        messages.documentField,
        messages.allDocuments,
        document,
        documents.map(({ id, title }) => ({ id, name: title })),
      )}
      <details className="desk-filters" open={isOpen}>
        <summary className="button button-quiet">
          {count > 0 ? formatMessage(messages.filtersSet, { count }) : messages.filters}
        </summary>
        <div className="desk-fields">
          {field("assignee", messages.assigneeField, messages.anybody, filters.assignee, [
            ...officers.filter(isMe).map(({ id }) => ({ id, name: messages.me })),
            { id: "nobody", name: messages.nobody },
            ...officers.filter((one) => !isMe(one)),
          ])}
          {field(
            "organisation",
            messages.organisationField,
            messages.allOrganisations,
            filters.organisation,
            [...organisations].map(([id, name]) => ({ id, name })).sort((a, b) => (a.name < b.name ? -1 : 1)),
          )}
          {field("group", messages.groupField, messages.allGroups, filters.group, groups)}
          {field("kind", messages.kindField, messages.allKinds, filters.kind, [
            { id: "comment", name: messages.onlyComments },
            { id: "proposal", name: messages.onlyProposals },
          ])}
          {languages.length > 1 &&
            field(
              "language",
              messages.languageField,
              messages.allLanguages,
              filters.language,
              languages.map((language) => ({ id: language, name: languageName(language) })),
            )}
          {tags.length > 0 &&
            field(
              "tag",
              messages.tagField,
              messages.allTags,
              filters.tag,
              tags.map((tag) => ({ id: tag, name: tag })),
            )}
          <SelectField
            label={messages.sortField}
            value={filters.order}
            onChange={(order) => onChange({ order: order === "text" ? "" : order })}
          >
            {deskOrders.map((order) => (
              <option key={order} value={order}>
                {messages[orderTexts[order]]}
              </option>
            ))}
          </SelectField>
          <label className="field">
            <span className="field-label">{messages.textField}</span>
            <input type="search" value={text} onChange={({ target }) => setText(target.value)} />
          </label>
          <button
            type="button"
            className="button button-quiet"
            onClick={() =>
              onChange({ assignee: "", group: "", organisation: "", kind: "", language: "", tag: "", text: "" })
            }
          >
            {messages.clearFilters}
          </button>
        </div>
      </details>
    </>
  );
}
