import type { ReactNode } from "react";
import * as messages from "#core/messages/lists.en.ts";

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
