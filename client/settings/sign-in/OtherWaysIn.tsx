import { queryOptions } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { SignInMethods } from "#core/contract/ways-in-operations.ts";
import { signInPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { ProviderLinks } from "./SignInForms.tsx";
import { useReturnTo } from "./return-to.ts";
import { useAttempt } from "./use-attempt.ts";
import { useIsOrigin, usePasskeys } from "./use-passkeys.ts";

/** The ways to sign in beside mail. */
export const methodsQuery = queryOptions({
  queryKey: ["sign-in-methods"],
  queryFn: ({ signal }) => call("getSignInMethods", { signal }),
});

/** The ways to sign in beside mail: a passkey, and providers. */
export function OtherWaysIn({ methods, enter }: { methods: SignInMethods; enter: () => Promise<void> }): ReactNode {
  const { busy, error, attempt } = useAttempt();
  const returnTo = useReturnTo();
  const knowsPasskeys = usePasskeys();
  const { providers, passkeys } = methods;
  if (providers.length === 0 && !(passkeys && knowsPasskeys)) return null;
  return (
    <section className={`sign-in-others ${providers.length === 0 ? "needs-scripts" : ""}`} aria-labelledby="other-ways">
      <h2 id="other-ways">{messages.otherWays}</h2>
      <PasskeyButton
        passkeys={passkeys}
        busy={busy}
        label={messages.signInWithPasskey}
        onPress={() =>
          void attempt(async () => {
            await (await import("./passkeys.ts")).signInWithPasskey();
            await enter();
          })
        }
      />
      <ProviderLinks providers={providers} returnTo={returnTo} />
      <FailedAttempt error={error} />
    </section>
  );
}

/**
 * For people whose session is too weak for their role: adds their first passkey or provider, or asks them to sign in
 * with the one they have.
 */
export function StrongerSignIn({ methods, enter }: { methods: SignInMethods; enter: () => Promise<void> }): ReactNode {
  const { busy, error, attempt } = useAttempt();
  const { heldBack, passkeys, providers } = methods;
  if (!heldBack) return null;
  if (!heldBack.mayAdd)
    return (
      <>
        <p className="sign-in-notice">{formatMessage(messages.useStronger, { name: heldBack.name })}</p>
        <OtherWaysIn methods={methods} enter={enter} />
      </>
    );
  const linkWith = (provider: string): Promise<void> =>
    attempt(async () => {
      const { url } = await call("linkIdentity", { params: { provider }, body: {} });
      location.assign(url);
    });
  return (
    <section className="sign-in-others" aria-label={messages.addStrongerTitle}>
      <p className="sign-in-notice">{formatMessage(messages.addStronger, { name: heldBack.name })}</p>
      <PasskeyButton
        passkeys={passkeys}
        busy={busy}
        label={messages.addPasskey}
        onPress={() =>
          void attempt(async () => {
            await (await import("./passkeys.ts")).addPasskey();
            await enter();
          })
        }
      />
      {providers.map(({ id, name }) => (
        <button className="button" type="button" key={id} aria-disabled={busy} onClick={() => void linkWith(id)}>
          {formatMessage(messages.linkProvider, { provider: name })}
        </button>
      ))}
      <FailedAttempt error={error} />
    </section>
  );
}

/** A button for passkeys, or a link to the only address of the site on which they work. */
function PasskeyButton({
  passkeys,
  busy,
  label,
  onPress,
}: Pick<SignInMethods, "passkeys"> & { busy: boolean; label: string; onPress: () => void }): ReactNode {
  const knowsPasskeys = usePasskeys();
  const isHere = useIsOrigin(passkeys?.origin);
  if (!passkeys) return null;
  if (!isHere)
    return (
      <a className="button" href={`${passkeys.origin}/sign-in`}>
        {formatMessage(messages.passkeysElsewhere, { host: new URL(passkeys.origin).host })}
      </a>
    );
  if (!knowsPasskeys) return null;
  return (
    <button className="button" type="button" aria-disabled={busy} onClick={onPress}>
      {label}
    </button>
  );
}

function FailedAttempt({ error }: { error: string | null }): ReactNode {
  return (
    error !== null && (
      <p className="field-error" role="alert">
        {error}
      </p>
    )
  );
}
