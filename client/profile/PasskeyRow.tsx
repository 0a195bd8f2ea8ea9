import { type ReactNode, useRef, useState } from "react";
import type { ShownPasskey } from "#core/contract/ways-in-operations.ts";
import { accountPages as messages } from "#core/messages/catalogues.ts";
import { useQueryClient } from "@tanstack/react-query";
import { focusOnMount } from "../components/focus.ts";
import { call } from "../api/call.ts";
import { formatDate } from "../components/format.tsx";
import { toast } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { FormText } from "../settings/parts/Form.tsx";
import { InlineForm } from "./InlineForm.tsx";
import { waysInQuery } from "./profile-queries.ts";

/** A passkey of the reader: rename or remove it. */
export function PasskeyRow({ passkey, onRemove }: { passkey: ShownPasskey; onRemove: () => void }): ReactNode {
  const { id, name, usable, createdAt, lastUsedAt } = passkey;
  const [typed, setTyped] = useState<string | null>(null);
  const hasClosed = useRef(false);
  const client = useQueryClient();
  const close = (): void => {
    // The field had the focus.
    hasClosed.current = true;
    setTyped(null);
  };
  const rename = async (next: string): Promise<void> => {
    await call("renamePasskey", { params: { passkey: id }, body: { name: next } });
    toast(messages.passkeyRenamed);
    await client.invalidateQueries(waysInQuery);
    close();
  };
  const date = formatDate(createdAt);
  return (
    <li className="profile-row row">
      <p>
        <bdi>{name}</bdi>
        <span className="quiet small">
          {messages.passkey}.{" "}
          {lastUsedAt === null
            ? formatMessage(messages.wayAdded, { date })
            : formatMessage(messages.wayUsed, { date, used: formatDate(lastUsedAt) })}{" "}
          {!usable && messages.passkeyElsewhere}
        </span>
      </p>
      <div className="profile-actions row">
        {typed === null && (
          <button
            type="button"
            className="button button-quiet"
            ref={hasClosed.current ? focusOnMount : undefined}
            aria-label={formatMessage(messages.renamePasskeyNamed, { name })}
            onClick={() => setTyped(name)}
          >
            {messages.renamePasskey}
          </button>
        )}
        <button
          type="button"
          className="button button-quiet button-danger"
          aria-label={formatMessage(messages.removePasskeyNamed, { name })}
          onClick={onRemove}
        >
          {messages.removePasskey}
        </button>
      </div>
      {typed !== null && (
        <InlineForm
          label={formatMessage(messages.renamePasskeyNamed, { name })}
          act={messages.saveName}
          isReady={typed.trim() !== ""}
          onSave={() => rename(typed.trim())}
          onCancel={close}
        >
          <FormText
            name="name"
            label={messages.passkeyName}
            value={typed}
            maxLength={60}
            hasFocus
            onChange={setTyped}
          />
        </InlineForm>
      )}
    </li>
  );
}
