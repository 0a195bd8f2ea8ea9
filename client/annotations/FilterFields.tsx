import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { groupsOfForum } from "#core/access/forum.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { annotationKinds, commentTypes } from "#core/discuss/annotation.ts";
import { outcomeFilters } from "#core/outcome/decision.ts";
import { placementStates } from "#core/place/placement.ts";
import { annotationParts as messages } from "#core/messages/catalogues.ts";
import { codesOf } from "#core/text/closed-list.ts";
import { meQuery } from "../api/queries.ts";
import { useOrganisations } from "../api/organisation-queries.ts";
import { groupHead, useForumGroups } from "../components/groups.ts";
import { headWord } from "../page-parts/messages.ts";
import { useSettledText } from "../components/use-settled-text.ts";
import { countFilters, filterAnnotations, type FilterList, type Filters, noFilters } from "./annotation-filters.ts";
import "../components/check.css";

/** The fields that filter comments, in the menu that opens them. */
export function FilterFields({
  filters,
  versions,
  annotations,
  onChange,
}: {
  filters: Filters;
  /** The drafts on which comments may have been made. */
  versions: readonly { address: string; label: string }[];
  /** The comments to count for each choice. Absent if they are not all loaded. */
  annotations?: readonly PlacedAnnotation[] | undefined;
  onChange: (filters: Filters) => void;
}): ReactNode {
  const me = useQuery(meQuery).data?.participant?.id;
  const forum = useForumGroups();
  const organisations = useOrganisations();
  const [text, setText] = useSettledText(filters.text, (text) => onChange({ ...filters, text }));
  const listed = <T extends string>(
    name: FilterList,
    title: string,
    values: readonly T[],
    labelOf: (value: T) => string,
  ): ReactNode => {
    if (values.length === 0) return null;
    const chosen = filters[name] as readonly string[];
    return (
      <fieldset className="filter-group">
        <legend className="field-label">{title}</legend>
        {values.map((value) => (
          <label key={value} className="check">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={({ target }) =>
                onChange({
                  ...filters,
                  [name]: target.checked ? [...chosen, value] : chosen.filter((chosenValue) => chosenValue !== value),
                })
              }
            />
            {labelOf(value)}
            {annotations && (
              <span className="quiet">{filterAnnotations(annotations, { ...noFilters, [name]: [value] }).length}</span>
            )}
          </label>
        ))}
      </fieldset>
    );
  };
  return (
    <>
      <label className="field">
        <span className="field-label">{messages.textFilter}</span>
        <input type="search" value={text} onChange={({ target }) => setText(target.value)} />
      </label>
      <div className="filter-groups">
        {listed(
          "people",
          messages.authorFilter,
          [...new Set([...(me === undefined ? [] : [me]), ...filters.people])],
          (id) => (id === me ? messages.mine : messages.otherAuthor),
        )}
        {listed(
          "organisations",
          messages.organisationFilter,
          organisations.map(({ id }) => id),
          (id) => organisations.find((organisation) => organisation.id === id)?.shortName ?? id,
        )}
        {listed("kinds", messages.kindFilter, codesOf(annotationKinds), (kind) => headWord(`kind-${kind}`))}
        {listed("types", messages.typeFilter, commentTypes, (type) => headWord(`type-${type}`))}
        {listed("states", messages.locationFilter, placementStates, (state) => headWord(`state-${state}`))}
        {listed("outcomes", messages.decisionFilter, outcomeFilters, (outcome) => headWord(`decision-${outcome}`))}
        {listed(
          "versions",
          messages.madeOnFilter,
          versions.map(({ address }) => address),
          (address) => versions.find((version) => version.address === address)?.label ?? address,
        )}
        {listed(
          "groups",
          messages.groupFilter,
          groupsOfForum(forum).map(({ id }) => id),
          (group) => groupHead(group, forum),
        )}
      </div>
      <button
        type="button"
        className="button button-quiet"
        disabled={countFilters(filters) === 0}
        onClick={() => onChange(noFilters)}
      >
        {messages.clearFilters}
      </button>
    </>
  );
}
