import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Role } from "#core/access/people.ts";
import type { ShownToken } from "#core/contract/account-operations.ts";
import { accountPages as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { formatDate } from "../components/format.tsx";
import { notifyAndRefresh } from "../components/toasts.ts";
import { listText, formatMessage } from "../page-parts/messages.ts";
import { PendingAnswer } from "../settings/parts/PendingAnswer.tsx";
import { MakeToken, scopeNames } from "./MakeToken.tsx";
import { tokensQuery } from "./profile-queries.ts";

/** The reader's access tokens: make one, see it once, revoke it. */
export function AccessTokens({ role }: { role: Role }): ReactNode {
  const tokens = useQuery(tokensQuery);
  const client = useQueryClient();
  const [revoking, setRevoking] = useState<ShownToken | null>(null);
  const notify = notifyAndRefresh(client, tokensQuery.queryKey);
  if (!tokens.data) return <PendingAnswer query={tokens} />;
  return (
    <>
      {tokens.data.length === 0 ? (
        <p>{messages.noTokens}</p>
      ) : (
        <ul className="profile-list" aria-label={messages.tokenList}>
          {tokens.data.map((token) => (
            <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />
          ))}
        </ul>
      )}
      <MakeToken role={role} />
      {revoking && (
        <ConfirmDialog
          title={formatMessage(messages.revokeTokenTitle, { name: revoking.name })}
          act={messages.revokeToken}
          danger
          onConfirm={() =>
            notify(
              () => call("revokeToken", { params: { token: revoking.id } }),
              formatMessage(messages.tokenRevoked, { name: revoking.name }),
            )
          }
          onClose={() => setRevoking(null)}
        >
          <p>{messages.revokeTokenNote}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function TokenRow({
  token: { name, scopes, expiresAt, lastUsedOn },
  onRevoke,
}: {
  token: ShownToken;
  onRevoke: () => void;
}): ReactNode {
  const expiry = formatDate(expiresAt);
  const isExpired = new Date(expiresAt) < new Date();
  return (
    <li className="profile-row row">
      <p>
        <bdi>{name}</bdi>
        <span className="quiet small">
          {isExpired
            ? formatMessage(messages.tokenExpired, { expiry })
            : formatMessage(messages.tokenFacts, {
                scopes: listText(scopes.map((scope) => scopeNames[scope].label)),
                expiry,
              })}{" "}
          {lastUsedOn === null
            ? messages.tokenNeverUsed
            : formatMessage(messages.tokenUsed, { date: formatDate(lastUsedOn) })}
        </span>
      </p>
      <button
        type="button"
        className="button button-quiet button-danger"
        aria-label={formatMessage(messages.revokeTokenNamed, { name })}
        onClick={onRevoke}
      >
        {messages.revokeToken}
      </button>
    </li>
  );
}
