import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { links as messages } from "#core/messages/catalogues.ts";
import { linksQuery } from "../api/queries.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import "./repeated.css";

const LinkItems = lazyComponent(async () => (await import("./LinkItems.tsx")).LinkItems);

/** The number of people's decisions on the clauses of these two drafts, with a list of them. Renders nothing without any. */
export function LinkList(drafts: { base: string; revised: string }): ReactNode {
  const links = useQuery(linksQuery(drafts.base, drafts.revised)).data ?? [];
  if (links.length === 0) return null;
  const holding = links.filter(({ link }) => link.revoked === null).length;
  return (
    <details className="repeated-replacement">
      <summary className="repeated-line">
        <h2>{formatMessage(messages.clausesDecided, { count: holding })}</h2>
      </summary>
      <LinkItems links={links} {...drafts} />
    </details>
  );
}
