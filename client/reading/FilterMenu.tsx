import { ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Dialog, DialogTrigger, Heading, Popover } from "react-aria-components";
import { annotationKinds } from "#core/annotate/annotation.ts";
import { placementStates } from "#core/annotate/placement.ts";
import { stakeholderGroups } from "#core/annotate/speaker.ts";
import type { Organisation } from "#core/access/organisation.ts";
import { useSettledText } from "../components/use-settled-text.ts";
import { headWord } from "../components/words.ts";
import { countFilters, noFilters, type Filters } from "./reading-address.ts";

/** Narrows what is shown: by kind, group, organisation, state and words. Everything chosen stands in the address. */
export function FilterMenu({
  filters,
  organisations,
  onChange,
}: {
  filters: Filters;
  organisations: readonly Organisation[];
  onChange: (filters: Filters) => void;
}): ReactNode {
  const count = countFilters(filters);
  const [words, setWords] = useSettledText(filters.text, (text) => onChange({ ...filters, text }));
  const listed = <T extends string>(
    name: "kinds" | "groups" | "organisations" | "states",
    title: string,
    values: readonly T[],
    wordOf: (value: T) => string,
  ): ReactNode => {
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
                  [name]: target.checked ? [...chosen, value] : chosen.filter((other) => other !== value),
                })
              }
            />
            {wordOf(value)}
          </label>
        ))}
      </fieldset>
    );
  };
  return (
    <DialogTrigger>
      <Button className="button button-quiet filter-button">
        <ListFilter size={16} aria-hidden /> Filter{count > 0 && <span className="count-dot">{count}</span>}
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="filter-dialog">
          <Heading slot="title" className="visually-hidden">
            Filter comments
          </Heading>
          <label className="field">
            <span className="field-label">Words</span>
            <input type="search" value={words} onChange={({ target }) => setWords(target.value)} />
          </label>
          <div className="filter-groups">
            {listed("kinds", "Kind", annotationKinds, (kind) => headWord(`kind-${kind}`))}
            {listed("states", "Place in this draft", placementStates, (state) => headWord(`state-${state}`))}
            {listed("groups", "Group", stakeholderGroups, (group) => headWord(`group-${group}`))}
            {listed(
              "organisations",
              "Organisation",
              organisations.map(({ id }) => id),
              (id) => organisations.find((one) => one.id === id)?.shortName ?? id,
            )}
          </div>
          <Button className="button button-quiet" isDisabled={count === 0} onPress={() => onChange(noFilters)}>
            Clear filters
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
