import { ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { annotationParts as messages } from "#core/messages/catalogues.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { PopoverButton } from "../components/Popover.tsx";
import { countFilters, type Filters } from "./annotation-filters.ts";
import "./margin.css";

const FilterFields = lazyComponent(async () => (await import("./FilterFields.tsx")).FilterFields);

/**
 * Filters the comments by author, organisation, kind, type, state, decision, draft, group and text. The filters are kept in
 * the page address.
 */
export function FilterMenu({
  filters,
  versions,
  annotations,
  savedFilters,
  onChange,
}: {
  filters: Filters;
  /** The drafts on which comments may have been made. */
  versions: readonly { address: string; label: string }[];
  /** The comments to count for each choice. Absent if they are not all loaded. */
  annotations?: readonly PlacedAnnotation[] | undefined;
  /** The user's saved filters. */
  savedFilters?: ReactNode;
  onChange: (filters: Filters) => void;
}): ReactNode {
  const count = countFilters(filters);
  return (
    <PopoverButton
      kind="dialog"
      id="filter-comments"
      className="button button-quiet soft"
      label={messages.filterComments}
      boxClassName="popover-dialog filter-dialog stack-3"
      face={
        <>
          <ListFilter size={16} aria-hidden /> {messages.filter}
          {count > 0 && <span className="count-dot">{count}</span>}
        </>
      }
    >
      {savedFilters}
      <FilterFields filters={filters} versions={versions} annotations={annotations} onChange={onChange} />
    </PopoverButton>
  );
}
