import type { ReactNode } from "react";
import { lists as messages } from "#core/messages/catalogues.ts";

/** The link to the next part of a list that the page shows. Nothing at its end. */
export function NextPage({ next }: { next: string | null }): ReactNode {
  if (next === null) return null;
  return (
    <p>
      <a rel="next" href={`?after=${encodeURIComponent(next)}`}>
        {messages.nextPage}
      </a>
    </p>
  );
}
