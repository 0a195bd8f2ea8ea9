import type { ReactNode } from "react";
import type { SignInMethods } from "#core/contract/ways-in-operations.ts";
import * as messages from "#core/messages/sign-in-page.en.ts";
import { formatMessage } from "./messages.ts";

/** Links to sign in with a provider. They need no script. */
export function ProviderLinks({ providers }: Pick<SignInMethods, "providers">): ReactNode {
  return providers.map(({ id, name }) => (
    <a className="button" href={`/sign-in/with/${id}`} key={id}>
      {formatMessage(messages.signInWithProvider, { provider: name })}
    </a>
  ));
}
