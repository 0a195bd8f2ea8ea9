import { useQuery, useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../settings/parts/Form.tsx";
import { type ReactNode, useState } from "react";
import type { SignInMethods, WaysIn } from "#core/contract/ways-in-operations.ts";
import { profilePath } from "#core/contract/settings-pages.ts";
import { accountPages as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { formatDate } from "../components/format.tsx";
import { toast } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { addPasskey, PasskeyNotUsed } from "../settings/sign-in/passkeys.ts";
import { useIsOrigin, usePasskeys } from "../settings/sign-in/use-passkeys.ts";
import { PendingAnswer } from "../settings/parts/PendingAnswer.tsx";
import { PasskeyRow } from "./PasskeyRow.tsx";
import { methodsQuery, waysInQuery } from "./profile-queries.ts";

/** The reader's ways to sign in: mail, linked providers and passkeys. The last one cannot be removed. */
export function WaysToSignIn(): ReactNode {
  const ways = useQuery(waysInQuery);
  const methods = useQuery(methodsQuery).data;
  const client = useQueryClient();
  const [removing, setRemoving] = useState<Removal | null>(null);
  if (!ways.data) return <PendingAnswer query={ways} />;
  const { email, mailReaches, identities, passkeys } = ways.data;
  const byMail = email !== null && mailReaches;
  const isNone = !byMail && identities.length + passkeys.length === 0;
  return (
    <>
      {isNone ? (
        <p>{email === null ? messages.noWays : messages.noMail}</p>
      ) : (
        <ul className="profile-list" aria-label={messages.wayList}>
          {byMail && (
            <li className="profile-row row">
              <p>
                <span className="breakable">{formatMessage(messages.wayByMail, { email })}</span>
                <span className="quiet small">{messages.wayByMailNote}</span>
              </p>
            </li>
          )}
          {identities.map((identity) => (
            <IdentityRow
              key={identity.id}
              identity={identity}
              onRemove={(name) => setRemoving({ kind: "identity", id: identity.id, name })}
            />
          ))}
          {passkeys.map((passkey) => (
            <PasskeyRow
              key={passkey.id}
              passkey={passkey}
              onRemove={() => setRemoving({ kind: "passkey", ...passkey })}
            />
          ))}
        </ul>
      )}
      <AddWays ways={ways.data} methods={methods} onAdded={() => client.invalidateQueries(waysInQuery)} />
      {removing && (
        <RemoveDialog
          removal={removing}
          onRemoved={() => client.invalidateQueries(waysInQuery)}
          onClose={() => setRemoving(null)}
        />
      )}
    </>
  );
}

/** A way to sign in that the reader wants to remove. */
interface Removal {
  kind: "passkey" | "identity";
  id: string;
  name: string;
}

/** Asks before a way to sign in is removed, and says why if it is refused. */
function RemoveDialog({
  removal: { kind, id, name },
  onRemoved,
  onClose,
}: {
  removal: Removal;
  onRemoved: () => Promise<void>;
  onClose: () => void;
}): ReactNode {
  const isPasskey = kind === "passkey";
  const remove = async (): Promise<void> => {
    if (isPasskey) await call("removePasskey", { params: { passkey: id } });
    else await call("unlinkIdentity", { params: { identity: id } });
    toast(formatMessage(isPasskey ? messages.passkeyRemoved : messages.unlinked, { name }));
    await onRemoved();
  };
  return (
    <FormDialog
      title={formatMessage(isPasskey ? messages.removePasskeyTitle : messages.unlinkTitle, { name })}
      act={isPasskey ? messages.removePasskey : messages.unlink}
      isDanger
      onSave={remove}
      onClose={onClose}
    >
      <p>{isPasskey ? messages.removePasskeyNote : messages.unlinkNote}</p>
    </FormDialog>
  );
}

/** A linked provider of the reader. */
function IdentityRow({
  identity,
  onRemove,
}: {
  identity: WaysIn["identities"][number];
  onRemove: (name: string) => void;
}): ReactNode {
  const name = identityName(identity);
  return (
    <li className="profile-row row">
      <p>
        <bdi className="breakable">{name}</bdi>
        <span className="quiet small">
          {formatMessage(messages.wayLinked, { date: formatDate(identity.linkedAt) })}
        </span>
      </p>
      <button
        type="button"
        className="button button-quiet button-danger"
        aria-label={formatMessage(messages.unlinkNamed, { name })}
        onClick={() => onRemove(name)}
      >
        {messages.unlink}
      </button>
    </li>
  );
}

function identityName({ provider, issuer, email }: WaysIn["identities"][number]): string {
  const name = provider ?? formatMessage(messages.providerGone, { issuer });
  return email === null ? name : formatMessage(messages.identityOf, { provider: name, email });
}

/** The buttons that add a passkey or link a provider. */
function AddWays({
  ways: { providers, identities },
  methods,
  onAdded,
}: {
  ways: WaysIn;
  methods: SignInMethods | undefined;
  onAdded: () => Promise<void>;
}): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    try {
      await act();
    } catch (error) {
      const text = error instanceof Error && error.message !== "" ? error.message : messages.actionFailed;
      toast(error instanceof PasskeyNotUsed ? messages.passkeyNotAdded : text, { tone: "failed" });
    }
    setBusy(false);
  };
  const passkeys = methods?.passkeys ?? null;
  const isHere = useIsOrigin(passkeys?.origin);
  const knowsPasskeys = usePasskeys();
  return (
    <div className="profile-actions row">
      {passkeys && isHere && knowsPasskeys && (
        <button
          type="button"
          className={`button${isBusy ? " is-busy" : ""}`}
          onClick={() =>
            void attempt(async () => {
              const { name } = await addPasskey();
              toast(formatMessage(messages.passkeyAdded, { name }));
              await onAdded();
            })
          }
        >
          {messages.addPasskey}
        </button>
      )}
      {passkeys && !isHere && (
        <a href={passkeys.origin + profilePath}>
          {formatMessage(messages.passkeysElsewhere, { host: new URL(passkeys.origin).host })}
        </a>
      )}
      {providers.map(({ id, name }) => (
        <button
          type="button"
          key={id}
          className={`button${isBusy ? " is-busy" : ""}`}
          onClick={() =>
            void attempt(async () => {
              const { url } = await call("linkIdentity", { params: { provider: id }, body: { returnTo: profilePath } });
              location.assign(url);
            })
          }
        >
          {formatMessage(
            identities.some(({ provider }) => provider === name) ? messages.linkAnother : messages.linkProvider,
            { provider: name },
          )}
        </button>
      ))}
    </div>
  );
}
