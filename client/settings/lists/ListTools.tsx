import { type ReactNode, useCallback, useId } from "react";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { EmptyState } from "../../components/PageStates.tsx";
import type { ListAddress } from "../../components/use-list-address.ts";
import { useSettledText } from "../../components/use-settled-text.ts";

/** The search field of a list, with its filters. */
export function ListTools({
  address,
  label,
  example,
  children,
}: {
  address: ListAddress;
  label: string;
  example: string;
  /** The filters. */
  children: ReactNode;
}): ReactNode {
  const { set } = address;
  const search = useCallback((text: string) => set({ search: text.trim() }), [set]);
  const [text, setText] = useSettledText(address.get("search") ?? "", search);
  return (
    <form className="list-tools" role="search" onSubmit={(event) => event.preventDefault()}>
      <label className="field list-search">
        <span className="field-label">{label}</span>
        <input
          type="search"
          dir="auto"
          value={text}
          maxLength={200}
          placeholder={example}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      {children}
    </form>
  );
}

/** A filter of a list: one of a few values. */
export function ListFilter({
  address,
  name,
  label,
  children,
}: {
  address: ListAddress;
  /** Its name in the address. */
  name: string;
  label: string;
  /** The options. The value of the first one is empty, and does not filter. */
  children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <div className="field list-filter">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={address.get(name) ?? ""} onChange={({ target }) => address.set({ [name]: target.value })}>
        {children}
      </select>
    </div>
  );
}

/** Says that a list is empty: because of its filters, or because nothing was added yet. */
export function EmptyList({
  address,
  isWhole,
  children,
  action,
}: {
  address: ListAddress;
  /** Whether nothing follows. */
  isWhole: boolean;
  /** The sentence for a list that was never filled. */
  children: ReactNode;
  action?: ReactNode;
}): ReactNode {
  if (!address.isFiltered) return <EmptyState action={action}>{children}</EmptyState>;
  return (
    <EmptyState
      action={
        <button type="button" className="button" onClick={address.clear}>
          {messages.clearFilters}
        </button>
      }
    >
      {isWhole ? messages.nothingFound : messages.nothingFoundYet}
    </EmptyState>
  );
}
