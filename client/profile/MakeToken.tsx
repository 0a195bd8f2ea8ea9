import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import type { Role } from "#core/access/people.ts";
import { type Scope, scopes as allScopes } from "#core/access/scopes.ts";
import { accountPages as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { ProblemError } from "../api/problem-error.ts";
import { CopyField } from "../components/CopyField.tsx";
import { DialogFrame } from "../components/DialogFrame.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import { type FormErrors, FormList, FormText } from "../settings/parts/Form.tsx";
import { fieldErrors } from "../settings/parts/refusal.ts";
import { InlineForm } from "./InlineForm.tsx";
import { tokensQuery } from "./profile-queries.ts";
import "../settings/parts/sections.css";

/** The name of each scope, with a sentence. */
export const scopeNames: Readonly<Record<Scope, { label: string; hint: string }>> = {
  read: { label: messages.scopeRead, hint: messages.scopeReadHint },
  annotate: { label: messages.scopeAnnotate, hint: messages.scopeAnnotateHint },
  manage: { label: messages.scopeManage, hint: messages.scopeManageHint },
};

const lifetimes = [7, 30, 90, 365];

/** Returns the scopes with which a person of this role can do something. */
function usableScopes(role: Role): readonly Scope[] {
  if (role === "observer") return ["read"];
  return role === "member" ? ["read", "annotate"] : allScopes;
}

/** An access token that was just made. */
interface NewToken {
  name: string;
  token: string;
}

/** Makes an access token, and shows it once. */
export function MakeToken({ role }: { role: Role }): ReactNode {
  const client = useQueryClient();
  const [open, setOpen] = useState<{ kind: "making" } | { kind: "made"; token: NewToken } | null>(null);
  const onMade = async (token: NewToken): Promise<void> => {
    setOpen({ kind: "made", token });
    await client.invalidateQueries(tokensQuery);
  };
  const close = (): void => setOpen(null);
  if (open?.kind === "making") return <MakeTokenForm role={role} onMade={onMade} onClose={close} />;
  return (
    <>
      <div>
        <button type="button" className="button" onClick={() => setOpen({ kind: "making" })}>
          {messages.makeToken}
        </button>
      </div>
      {open && <NewTokenDialog token={open.token} onClose={close} />}
    </>
  );
}

/** The name, scopes and lifetime of a new token. */
function MakeTokenForm({
  role,
  onMade,
  onClose,
}: {
  role: Role;
  onMade: (token: NewToken) => Promise<void>;
  onClose: () => void;
}): ReactNode {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Scope[]>(["read"]);
  const [days, setDays] = useState("30");
  const about = useId();
  const make = async (): Promise<void> => {
    const made = await call("makeToken", { body: { name: name.trim(), scopes: [...scopes], days: Number(days) } });
    await onMade({ name: made.name, token: made.token });
  };
  return (
    <InlineForm
      label={messages.makeToken}
      act={messages.makeToken}
      isReady={name.trim() !== "" && scopes.length > 0}
      errorsOf={tokenErrors}
      onSave={make}
      onCancel={onClose}
    >
      <FormText
        name="name"
        label={messages.tokenName}
        hint={messages.tokenNameHint}
        value={name}
        maxLength={100}
        hasFocus
        onChange={setName}
      />
      <fieldset className="token-scopes">
        <legend className="field-label">{messages.tokenScopes}</legend>
        {usableScopes(role).map((scope) => (
          <label key={scope} className="setting-choice">
            <input
              type="checkbox"
              checked={scopes.includes(scope)}
              aria-describedby={`${about}-${scope}`}
              onChange={({ target }) =>
                setScopes(allScopes.filter((one) => (one === scope ? target.checked : scopes.includes(one))))
              }
            />
            <span>
              {scopeNames[scope].label}
              <span className="quiet small" id={`${about}-${scope}`}>
                {scopeNames[scope].hint}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <FormList name="days" label={messages.tokenExpiry} value={days} onChange={setDays}>
        {lifetimes.map((count) => (
          <option key={count} value={count}>
            {formatMessage(messages.dayCount, { count })}
          </option>
        ))}
      </FormList>
    </InlineForm>
  );
}

function tokenErrors(refusal: unknown): FormErrors {
  if (refusal instanceof ProblemError && refusal.code === "already-exists") return { name: messages.tokenNameTaken };
  if (refusal instanceof ProblemError && refusal.code === "wrong-state") return { name: messages.tooManyTokens };
  return fieldErrors(refusal);
}

/** Shows a new access token. It is stored nowhere, so the dialog closes only with its button or Escape. */
function NewTokenDialog({ token: { name, token }, onClose }: { token: NewToken; onClose: () => void }): ReactNode {
  return (
    <DialogFrame title={formatMessage(messages.tokenMade, { name })} isDismissable={false} onClose={onClose}>
      <p>{messages.tokenOnce}</p>
      <CopyField label={messages.token} value={token} hasFocus />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {messages.close}
        </button>
      </div>
    </DialogFrame>
  );
}
