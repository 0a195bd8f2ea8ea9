import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import type { ShownPasskey } from "#core/contract/ways-in-operations.ts";
import { call } from "../../api/call.ts";

/** The browser has no passkey for this site, or the person cancelled. Browsers do not say which. */
export class PasskeyNotUsed extends Error {
  override name = "PasskeyNotUsed";
}

/** Signs in with a passkey that the person chooses. */
export async function signInWithPasskey(): Promise<void> {
  const optionsJSON = (await call("askForPasskey", {})) as unknown as PublicKeyCredentialRequestOptionsJSON;
  const { startAuthentication } = await import("@simplewebauthn/browser");
  const credential = await using(startAuthentication({ optionsJSON }));
  await call("signInWithPasskey", { body: { credential: { ...credential, response: { ...credential.response } } } });
}

/** Makes a passkey and adds it to the person's account. */
export async function addPasskey(): Promise<ShownPasskey> {
  const optionsJSON = (await call("askToAddPasskey", {})) as unknown as PublicKeyCredentialCreationOptionsJSON;
  const { startRegistration } = await import("@simplewebauthn/browser");
  const credential = await using(startRegistration({ optionsJSON }));
  return call("addPasskey", { body: { credential: { ...credential, response: { ...credential.response } } } });
}

async function using<T>(ceremony: Promise<T>): Promise<T> {
  return ceremony.catch((cause: unknown) => {
    throw new PasskeyNotUsed(undefined, { cause });
  });
}
