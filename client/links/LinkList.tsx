import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { ShownLink } from "#core/contract/comparison-operations.ts";
import { links as messages } from "#core/messages/catalogues.ts";
import { focusOnMount } from "../components/focus.ts";
import { linksQuery } from "./link-queries.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { formatDate, sourceName } from "../components/format.tsx";
import { commaText, formatMessage, richMessage } from "../page-parts/messages.ts";
import "./links.css";
import type { LinkWrites } from "./use-link-writes.ts";

/**
 * People's decisions on the clauses of these two drafts, each with the computed result. Renders nothing without any.
 */
export function LinkList({ base, revised, writes }: { base: string; revised: string; writes: LinkWrites }): ReactNode {
  const links = useQuery(linksQuery(base, revised)).data ?? [];
  const [revoking, setRevoking] = useState<ShownLink["link"] | null>(null);
  const [reason, setReason] = useState("");
  if (links.length === 0) return null;
  const holding = links.filter(({ link }) => link.revoked === null).length;
  return (
    <details className="repeated-replacement">
      <summary className="repeated-line">
        <h2>{formatMessage(messages.clausesDecided, { count: holding })}</h2>
      </summary>
      <ul className="link-list stack">
        {links.map((shownLink) => (
          <LinkItem key={shownLink.link.id} shownLink={shownLink} onRevoke={() => setRevoking(shownLink.link)} />
        ))}
      </ul>
      {revoking && (
        <ConfirmDialog
          title={revoking.isRefusal ? messages.revokeRefusalTitle : messages.revokeLinkTitle}
          act={revoking.isRefusal ? messages.revokeRefusal : messages.revokeLink}
          ready={reason.trim() !== ""}
          onConfirm={() => writes.revoke(revoking, reason.trim())}
          onClose={() => {
            setRevoking(null);
            setReason("");
          }}
        >
          <label className="field">
            <span className="field-label">{messages.reasonField}</span>
            <textarea ref={focusOnMount} value={reason} onChange={({ target }) => setReason(target.value)} />
          </label>
        </ConfirmDialog>
      )}
    </details>
  );
}

function LinkItem({ shownLink, onRevoke }: { shownLink: ShownLink; onRevoke: () => void }): ReactNode {
  const { link, base, revised, computed, may } = shownLink;
  const cite = (citations: readonly string[]): ReactNode => <bdi>{commaText(citations) || messages.noCounterpart}</bdi>;
  return (
    <li>
      <p className={link.revoked ? "link-revoked" : undefined}>
        <bdi>{base?.citation ?? messages.noCounterpart}</bdi> {link.isRefusal ? "≠" : "→"}{" "}
        <bdi>{revised?.citation ?? messages.noCounterpart}</bdi>
        {link.isRefusal && ` (${messages.notSameClause})`}
      </p>
      <p className="quiet small">
        <bdi>{sourceName(link.by)}</bdi>, {formatDate(link.at)}: <bdi>{link.reason}</bdi>
        {(computed.base ?? computed.revised) && (
          <>
            {" · "}
            {richMessage(messages.computedForLink, {
              counterpart: (
                <>
                  {cite(computed.citations.base)} → {cite(computed.citations.revised)}
                </>
              ),
            })}
          </>
        )}
        {link.revoked && (
          <>
            {" · "}
            {richMessage(messages.revokedOn, {
              date: formatDate(link.revoked.at),
              reason: <bdi>{link.revoked.reason}</bdi>,
            })}
          </>
        )}
      </p>
      {may.revoke && !link.revoked && (
        <button type="button" className="button button-quiet" onClick={onRevoke}>
          {link.isRefusal ? messages.revokeRefusal : messages.revokeLink}
        </button>
      )}
    </li>
  );
}
