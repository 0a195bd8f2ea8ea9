import { useState, type ReactNode } from "react";
import type { ShownLink } from "#core/contract/comparison-operations.ts";
import { links as messages } from "#core/messages/catalogues.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { focusOnMount } from "../components/focus.ts";
import { formatDate, sourceName } from "../components/format.tsx";
import { commaText, richMessage } from "../page-parts/messages.ts";
import "./links.css";
import { useLinkWrites } from "./use-link-writes.ts";

/** People's decisions on the clauses of two drafts, each with the computed result. */
export function LinkItems({
  links,
  base,
  revised,
}: {
  links: readonly ShownLink[];
  /** Addresses of the two drafts. */
  base: string;
  revised: string;
}): ReactNode {
  const writes = useLinkWrites(base, revised);
  const [revoking, setRevoking] = useState<ShownLink["link"] | null>(null);
  const [reason, setReason] = useState("");
  return (
    <>
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
    </>
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
