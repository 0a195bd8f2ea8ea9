import type { ReactNode, SubmitEvent } from "react";
import type { SignInMethods } from "#core/contract/ways-in-operations.ts";
import { signInPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../../page-parts/messages.ts";

/** The page's only address. Its forms work without scripts too. */
const action = "/sign-in";

/** Returns an address with the return address in its query. */
function leadingBack(address: string, returnTo: string | null): string {
  if (returnTo === null) return address;
  return `${address}${address.includes("?") ? "&" : "?"}return=${encodeURIComponent(returnTo)}`;
}

/** A form's state. */
interface FormState {
  /** Says what was wrong with the last attempt. */
  error: string | null;
  /** The path to which signing in leads back; null for none. */
  returnTo: string | null;
  busy?: boolean;
  /** Handles the form in the client. Without scripts, the browser checks and sends it. */
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
}

/** Switches the browser's checks off, because the client's handler reports what is wrong. */
function checkNothing(form: HTMLFormElement | null): void {
  if (form) form.noValidate = true;
}

/** Asks for the address to which the message is sent. */
export function EmailForm({ error, returnTo, busy = false, onSubmit }: FormState): ReactNode {
  return (
    <form
      className="sign-in"
      method="post"
      action={leadingBack(action, returnTo)}
      onSubmit={onSubmit}
      ref={checkNothing}
    >
      <p className="page-about">{messages.emailAbout}</p>
      <TextField
        name="email"
        label={messages.emailField}
        error={error}
        input={{ type: "email", autoComplete: "email", maxLength: 254, spellCheck: false }}
      />
      <div className="sign-in-actions">
        <button className="button button-primary" type="submit" aria-disabled={busy}>
          {busy ? messages.sending : messages.sendMessage}
        </button>
        <a className="button button-quiet" href="/">
          {messages.readWithoutAccount}
        </a>
      </div>
    </form>
  );
}

/** Asks for the code of the message that was sent for a request. */
export function CodeForm({
  request,
  error,
  returnTo,
  busy = false,
  onSubmit,
  focused = false,
}: FormState & { request: string; focused?: boolean }): ReactNode {
  return (
    <form
      className="sign-in"
      method="post"
      action={leadingBack(action, returnTo)}
      onSubmit={onSubmit}
      ref={checkNothing}
    >
      <p className="page-about">{messages.codeAbout}</p>
      <input type="hidden" name="request" value={request} />
      <TextField
        name="code"
        label={messages.codeField}
        error={error}
        input={{
          className: "sign-in-code",
          inputMode: "numeric",
          autoComplete: "one-time-code",
          maxLength: 12,
          dir: "ltr",
          autoFocus: focused,
        }}
      />
      <div className="sign-in-actions">
        <button className="button button-primary" type="submit" aria-disabled={busy}>
          {busy ? messages.signingIn : messages.confirm}
        </button>
        <a className="button button-quiet" href={leadingBack(`${action}?again`, returnTo)}>
          {messages.askAgain}
        </a>
      </div>
      <p className="quiet">{messages.codeHint}</p>
    </form>
  );
}

/** Asks for the press of a button before a link is used up, because mail scanners open links. */
export function LinkForm({
  token,
  error,
  returnTo,
  busy = false,
  onSubmit,
}: FormState & {
  /** The token of an invitation, for a form without scripts. Null if the link has it where only scripts see it. */
  token: string | null;
}): ReactNode {
  return (
    <form className="sign-in" method="post" action={leadingBack(action, returnTo)} onSubmit={onSubmit}>
      <p className="page-about">{messages.linkAbout}</p>
      {token !== null && <input type="hidden" name="token" value={token} />}
      <div className="sign-in-actions">
        <button className="button button-primary" type="submit" aria-disabled={busy}>
          {busy ? messages.signingIn : messages.useLink}
        </button>
        {error !== null && (
          <a className="button button-quiet" href={action}>
            {messages.enterAddress}
          </a>
        )}
      </div>
      {error !== null && <ErrorText id="link-error">{error}</ErrorText>}
    </form>
  );
}

/** Links to sign in with a provider. They need no script. */
export function ProviderLinks({
  providers,
  returnTo,
}: Pick<SignInMethods, "providers"> & Pick<FormState, "returnTo">): ReactNode {
  return providers.map(({ id, name }) => (
    <a className="button" href={leadingBack(`/sign-in/with/${id}`, returnTo)} key={id}>
      {formatMessage(messages.signInWithProvider, { provider: name })}
    </a>
  ));
}

function TextField({
  name,
  label,
  error,
  input,
}: {
  name: string;
  label: string;
  error: string | null;
  input: React.ComponentProps<"input">;
}): ReactNode {
  const errorId = `${name}-error`;
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {error !== null && <ErrorText id={errorId}>{error}</ErrorText>}
      <input
        id={name}
        name={name}
        required
        {...input}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : errorId}
      />
    </div>
  );
}

function ErrorText({ id, children }: { id: string; children: string }): ReactNode {
  return (
    <p className="field-error" id={id} role="alert">
      {children}
    </p>
  );
}
