import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { accountPages as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { ProblemError } from "../api/problem-error.ts";
import { keys } from "../api/queries.ts";
import { useFormatDeadline } from "../components/format.tsx";
import { toast } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { FormText, type FormErrors } from "../settings/parts/Form.tsx";
import { fieldErrors } from "../settings/parts/refusal.ts";
import { InlineForm } from "./InlineForm.tsx";
import { accountKey } from "./profile-queries.ts";

/** A change of address that waits for its codes. */
interface Asked {
  email: string;
  expiresAt: string;
  asksPresent: boolean;
}

type Step = { kind: "shown" } | { kind: "asking" } | ({ kind: "asked" } & Asked);

/** The reader's mail address, and its change: codes from both addresses confirm it. */
export function EmailChange({ present }: { present: string | null }): ReactNode {
  const [step, setStep] = useState<Step>({ kind: "shown" });
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setStep({ kind: "shown" });
    // The form that had the focus is gone.
    requestAnimationFrame(() => button.current?.focus());
  };
  return (
    <div className="field">
      <p className="field-label">{messages.email}</p>
      <div className="profile-row row">
        <p className="breakable">{present === null ? messages.noEmail : <bdi dir="ltr">{present}</bdi>}</p>
        {step.kind === "shown" && (
          <button
            type="button"
            ref={button}
            className="button button-quiet"
            aria-label={messages.changeEmailLabel}
            onClick={() => setStep({ kind: "asking" })}
          >
            {messages.changeEmail}
          </button>
        )}
      </div>
      {step.kind === "asking" && (
        <AskForm present={present} onAsked={(asked) => setStep({ kind: "asked", ...asked })} onClose={close} />
      )}
      {step.kind === "asked" && <CodesForm asked={step} present={present} onClose={close} />}
    </div>
  );
}

function AskForm({
  present,
  onAsked,
  onClose,
}: {
  present: string | null;
  onAsked: (asked: Asked) => void;
  onClose: () => void;
}): ReactNode {
  const [email, setEmail] = useState("");
  return (
    <InlineForm
      label={messages.changeEmailLabel}
      act={present === null ? messages.sendCode : messages.sendCodes}
      isReady={email.trim() !== ""}
      onSave={async () => {
        const address = email.trim();
        onAsked({ email: address, ...(await call("askEmailChange", { body: { email: address } })) });
      }}
      onCancel={onClose}
    >
      <FormText
        name="email"
        type="email"
        label={messages.newEmail}
        hint={present === null ? messages.newEmailOnlyHint : messages.newEmailHint}
        value={email}
        maxLength={254}
        hasFocus
        onChange={setEmail}
      />
    </InlineForm>
  );
}

function CodesForm({
  asked: { email, expiresAt, asksPresent },
  present,
  onClose,
}: {
  asked: Asked;
  present: string | null;
  onClose: () => void;
}): ReactNode {
  const [codes, setCodes] = useState({ presentCode: "", newCode: "" });
  const client = useQueryClient();
  const set = (field: keyof typeof codes) => (value: string) => setCodes({ ...codes, [field]: value });
  const { newCode, presentCode } = codes;
  const confirm = async (): Promise<void> => {
    const body = { newCode, ...(asksPresent && { presentCode }) };
    await call("confirmEmailChange", { body });
    toast(formatMessage(messages.emailChanged, { email }));
    onClose();
    await Promise.all([accountKey, keys.me].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  const time = useFormatDeadline()(expiresAt);
  return (
    <InlineForm
      label={messages.changeEmailLabel}
      act={messages.confirmEmail}
      isReady={isCode(newCode) && (!asksPresent || isCode(presentCode))}
      errorsOf={codeErrors}
      onSave={confirm}
      onCancel={onClose}
    >
      <p role="status">
        {asksPresent ? formatMessage(messages.codesSent, { time }) : formatMessage(messages.codeSent, { email, time })}
      </p>
      {asksPresent && (
        <FormText
          name="presentCode"
          label={formatMessage(messages.presentCode, { email: present ?? "" })}
          hint={messages.sixDigits}
          value={presentCode}
          maxLength={20}
          hasFocus
          onChange={set("presentCode")}
        />
      )}
      <FormText
        name="newCode"
        label={formatMessage(messages.newCode, { email })}
        hint={messages.sixDigits}
        value={newCode}
        maxLength={20}
        hasFocus={!asksPresent}
        onChange={set("newCode")}
      />
    </InlineForm>
  );
}

function isCode(text: string): boolean {
  return /^(?:\s*\d){6}\s*$/u.test(text);
}

/** The server does not say which code is wrong, or tells of the end in terms of sign-in. */
function codeErrors(refusal: unknown): FormErrors {
  if (!(refusal instanceof ProblemError)) return {};
  if (refusal.code === "already-exists") return { newCode: messages.emailTaken };
  if (refusal.code === "sign-in-ended") return { newCode: messages.emailChangeEnded };
  return refusal.code === "code-not-valid" ? {} : fieldErrors(refusal);
}
