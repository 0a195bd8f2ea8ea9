import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import type { KeptParticipant } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { Passkey } from "../../store/collections.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findActive } from "./account.ts";
import { type AskedChallenge, keepChallenge, loadWebAuthn, siteOf, takeChallenge } from "./passkey-challenges.ts";
import { passkeyId, userHandle } from "./passkeys.ts";
import { type Browser, openSession, type SignedIn } from "./sessions.ts";

/**
 * Asks for a challenge to sign in with a passkey. It names no account, so that it tells nothing about one: the browser
 * offers the passkeys that it has.
 * @throws ProblemError passkey-not-bound
 */
export async function askForPasskey(
  context: Context,
  actor: Actor,
  { asker }: { asker: string | null },
): Promise<AskedChallenge> {
  authorise(actor, "sign-in");
  const site = siteOf(context);
  const { generateAuthenticationOptions } = await loadWebAuthn();
  const options = await generateAuthenticationOptions({ rpID: site.id, userVerification: "required" });
  return keepChallenge(context, { options, asker, participantId: null });
}

/**
 * Signs in with a passkey that signed the challenge, in the browser that asked for it.
 * @throws ProblemError passkey-not-bound; passkey-not-valid, whatever the reason
 */
export async function signInWithPasskey(
  context: Context,
  actor: Actor,
  input: { credential: object & { id: string }; asker: string | null; browser: Browser },
): Promise<SignedIn> {
  authorise(actor, "sign-in");
  const id = passkeyId(input.credential.id);
  const found = await context.store.read(async (reader) => {
    const passkey = await reader.get("passkeys", id);
    const owner = passkey && (await findActive(reader, passkey.participantId));
    return owner ? { passkey, owner } : null;
  });
  const counter = await verify(context, found, input);
  return context.store.transact(async (writer) => {
    const passkey = await writer.get("passkeys", id);
    const owner = passkey && (await findActive(writer, passkey.participantId));
    // The same answer may arrive twice at once, or the passkey may just have been removed.
    if (!owner || (passkey.counter > 0 && counter <= passkey.counter)) throw new ProblemError("passkey-not-valid");
    await writer.put("passkeys", { ...passkey, counter, lastUsedAt: context.now().toISOString() });
    return openSession(context, writer, owner, input.browser, { isStrong: true });
  });
}

/** Verifies the signature, and that the counter has increased. Returns the new counter. */
async function verify(
  context: Context,
  found: { passkey: Passkey; owner: KeptParticipant } | null,
  { credential, asker }: { credential: object; asker: string | null },
): Promise<number> {
  const site = siteOf(context);
  const response = credential as AuthenticationResponseJSON;
  const { verifyAuthenticationResponse } = await loadWebAuthn();
  const refused = new ProblemError("passkey-not-valid");
  if (!found) throw refused;
  const { passkey, owner } = found;
  const { userHandle: handle } = response.response;
  if (handle !== undefined && handle !== Buffer.from(userHandle(owner)).toString("base64url")) throw refused;
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: async (challenge) =>
      (await takeChallenge(context, { challenge, asker }))?.participantId === null,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
    credential: {
      id: passkey.credentialId,
      publicKey: Uint8Array.from(Buffer.from(passkey.publicKey, "base64url")),
      counter: passkey.counter,
    },
  }).catch(() => null);
  if (!verified?.verified) throw refused;
  return verified.authenticationInfo.newCounter;
}
