import { ChevronLeft, ChevronRight } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useId, useRef } from "react";
import { Button } from "react-aria-components";
import * as messages from "#core/messages/settings-page.en.ts";
import { EmptyState } from "../components/EmptyState.tsx";
import { useSettledText } from "../components/use-settled-text.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { pageSize } from "./settings-queries.ts";
import type { ListAddress } from "./use-list-address.ts";

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
        <Button className="button" onPress={address.clear}>
          {messages.clearFilters}
        </Button>
      }
    >
      {isWhole ? messages.nothingFound : messages.nothingFoundYet}
    </EmptyState>
  );
}

/** The steps between the parts of a list. Nothing if it is shown whole. */
export function ListPages({
  address,
  next,
  total,
}: {
  address: ListAddress;
  /** The cursor of the next part. Null at the end of the list. */
  next: string | null;
  /** Number of entries of the whole list, if it is known. */
  total: number | null;
}): ReactNode {
  const { after, page } = address;
  const steps = useRef<HTMLElement>(null);
  const isStepping = useRef(false);
  useEffect(() => {
    // At an end of the list, the button that led there cannot keep the focus.
    const focused = document.activeElement;
    const isLost = focused === document.body || (focused instanceof HTMLButtonElement && focused.disabled);
    if (isStepping.current && isLost) steps.current?.querySelector<HTMLElement>("button:enabled")?.focus();
  }, [after, next]);
  const step = (go: () => void): void => {
    isStepping.current = true;
    go();
  };
  if (after === undefined && next === null) return null;
  return (
    <nav ref={steps} className="list-pages" aria-label={messages.listPages}>
      <Button
        className="icon-button"
        aria-label={page === null ? messages.firstPage : messages.previousPage}
        isDisabled={after === undefined}
        onPress={() => step(address.goBack)}
      >
        <ChevronLeft size={18} aria-hidden className="mirrored" />
      </Button>
      {page !== null && (
        <span role="status">
          {total === null
            ? formatMessage(messages.pageNumber, { page })
            : formatMessage(messages.pageOf, { page, pages: Math.max(page, Math.ceil(total / pageSize)) })}
        </span>
      )}
      <Button
        className="icon-button"
        aria-label={messages.nextPage}
        isDisabled={next === null}
        onPress={() => next !== null && step(() => address.goOn(next))}
      >
        <ChevronRight size={18} aria-hidden className="mirrored" />
      </Button>
    </nav>
  );
}
