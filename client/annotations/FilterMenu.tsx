import { ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Dialog, DialogTrigger, Heading, Popover } from "react-aria-components";
import { annotationParts as messages } from "#core/messages/catalogues.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { countFilters, type Filters } from "./annotation-filters.ts";
import "./margin.css";

const FilterFields = lazyComponent(async () => (await import("./FilterFields.tsx")).FilterFields);

/**
 * Filters the comments by kind, type, state, decision, draft, group, organisation and text. The filters are kept in
 * the page address.
 */
export function FilterMenu({
  filters,
  versions,
  savedFilters,
  onChange,
}: {
  filters: Filters;
  /** The drafts on which comments may have been made. */
  versions: readonly { address: string; label: string }[];
  /** The user's saved filters. */
  savedFilters?: ReactNode;
  onChange: (filters: Filters) => void;
}): ReactNode {
  const count = countFilters(filters);
  return (
    <DialogTrigger>
      <Button className="button button-quiet soft">
        <ListFilter size={16} aria-hidden /> {messages.filter}
        {count > 0 && <span className="count-dot">{count}</span>}
      </Button>
      <Popover className="popover" placement="bottom end">
        <Dialog className="filter-dialog stack-3">
          <Heading slot="title" className="visually-hidden">
            {messages.filterComments}
          </Heading>
          {savedFilters}
          <FilterFields filters={filters} versions={versions} onChange={onChange} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
