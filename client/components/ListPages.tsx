import { ChevronLeft, ChevronRight } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { lists as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { pageSize, type ListAddress } from "./use-list-address.ts";
import "./list-pages.css";

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
      <button
        type="button"
        className="icon-button"
        aria-label={page === null ? messages.firstPage : messages.previousPage}
        disabled={after === undefined}
        onClick={() => step(address.goBack)}
      >
        <ChevronLeft size={18} aria-hidden className="mirrored" />
      </button>
      {page !== null && (
        <span role="status">
          {total === null
            ? formatMessage(messages.pageNumber, { page })
            : formatMessage(messages.pageOf, { page, pages: Math.max(page, Math.ceil(total / pageSize)) })}
        </span>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={messages.nextPage}
        disabled={next === null}
        onClick={() => next !== null && step(() => address.goOn(next))}
      >
        <ChevronRight size={18} aria-hidden className="mirrored" />
      </button>
      {next !== null && (
        <noscript>
          <a rel="next" href={`?${new URLSearchParams({ ...address.query, after: next }).toString()}`}>
            {messages.nextPage}
          </a>
        </noscript>
      )}
    </nav>
  );
}
