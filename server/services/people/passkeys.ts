import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import type { KeptParticipant } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { ShownPasskey } from "#core/contract/ways-in-operations.ts";
import type { Passkey } from "../../store/collections.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { sha256 } from "../kernel/hashes.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findActive, tokenId } from "./account.ts";
import { mailFor } from "./mail-person.ts";
import { queueMail } from "./mail-queue.ts";
import {
  type AskedChallenge,
  keepChallenge,
  loadWebAuthn,
  relyingParty,
  siteOf,
  takeChallenge,
} from "./passkey-challenges.ts";
import { type Browser, deviceName, openSession, type SignedIn } from "./sessions.ts";
import { checkNotLast, findAddingOwner, findChangingOwner, wayEvent } from "./ways-in.ts";

/** ES256, EdDSA and RS256 (COSE). Between them, every authenticator has one. */
const algorithms = [-8, -7, -257];

/** More than a person has devices. */
const mostPasskeys = 20;

/**
 * Asks for the options with which the browser makes a passkey. It is discoverable, so that its owner need not type who
 * they are, and verifies its user, so that finding the device is not enough.
 * @throws ProblemError not-signed-in, passkey-not-bound, wrong-state if the person has too many, stronger-sign-in-needed
 */
export async function askToAddPasskey(
  context: Context,
  actor: Actor,
  { asker, session }: { asker: string | null; session: string | null },
): Promise<AskedChallenge> {
  const site = siteOf(context);
  const { owner, existing, forum } = await context.store.read(async (reader) => {
    const owner = await findAddingOwner(context, reader, actor, { session });
    const existing = await reader.list("passkeys", { participantId: owner.id });
    return { owner, existing, forum: (await reader.list("forum"))[0] };
  });
  if (existing.length >= mostPasskeys) throw new ProblemError("wrong-state", { limit: mostPasskeys });
  const { generateRegistrationOptions } = await loadWebAuthn();
  const options = await generateRegistrationOptions({
    rpName: forum?.shortName ?? site.id,
    rpID: site.id,
    userID: userHandle(owner),
    userName: owner.email ?? owner.name,
    userDisplayName: owner.name,
    attestationType: "none",
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    excludeCredentials: existing.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
    supportedAlgorithmIDs: algorithms,
  });
  return keepChallenge(context, { options, asker, participantId: owner.id });
}

/** A passkey that was added. */
interface Added {
  passkey: ShownPasskey;
  /** The session that it opened for a person whose own was too weak for their role. Null for everybody else. */
  signedIn: SignedIn | null;
  /** Tells the owner of the passkey. To be called after the answer, as is that of the session. */
  tellOwner: () => Promise<void>;
}

/**
 * Adds a passkey that the browser made.
 * @throws ProblemError not-signed-in, passkey-not-valid, passkey-not-bound, already-exists, stronger-sign-in-needed
 */
export async function addPasskey(
  context: Context,
  actor: Actor,
  input: {
    name?: string | undefined;
    credential: object;
    asker: string | null;
    session: string | null;
    browser: Browser;
  },
): Promise<Added> {
  const site = siteOf(context);
  const asked = await context.store.read((reader) => findAddingOwner(context, reader, actor, input));
  const { credential } = await verifyNew(context, asked, input);
  const at = context.now().toISOString();
  return context.store.transact(async (writer) => {
    const owner = await findAddingOwner(context, writer, actor, input);
    const id = passkeyId(credential.id);
    if (await writer.get("passkeys", id)) throw new ProblemError("already-exists");
    const passkey: Passkey = {
      id,
      participantId: owner.id,
      name: input.name ?? deviceName(input.browser.userAgent) ?? site.id,
      host: site.id,
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString("base64url"),
      counter: credential.counter,
      transports: credential.transports ?? [],
      createdAt: at,
      lastUsedAt: null,
    };
    await writer.put("passkeys", passkey);
    await writer.append(wayEvent(context, owner, { kind: "passkey-added", after: { id } }));
    const mail = await mailFor(writer, owner, { kind: "passkey-added", at, passkey: passkey.name });
    const signedIn =
      actor.heldBack === undefined
        ? null
        : await openSession(context, writer, owner, input.browser, { isStrong: true });
    const tellOwner = await queueMail(context, writer, mail);
    return { passkey: shown(context, passkey), signedIn, tellOwner };
  });
}

async function verifyNew(
  context: Context,
  owner: KeptParticipant,
  { credential, asker }: { credential: object; asker: string | null },
) {
  const site = siteOf(context);
  const { verifyRegistrationResponse } = await loadWebAuthn();
  const verified = await verifyRegistrationResponse({
    response: credential as RegistrationResponseJSON,
    expectedChallenge: async (challenge) =>
      (await takeChallenge(context, { challenge, asker }))?.participantId === owner.id,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => null);
  if (!verified?.verified) throw new ProblemError("passkey-not-valid");
  return verified.registrationInfo;
}

/**
 * Renames a passkey of the actor.
 * @throws ProblemError not-signed-in, not-found, stronger-sign-in-needed
 */
export async function renamePasskey(
  context: Context,
  actor: Actor,
  input: { passkey: string; name: string; session: string | null },
): Promise<ShownPasskey> {
  return context.store.transact(async (writer) => {
    const { owner, passkey } = await findOwn(context, writer, actor, input);
    const after = { ...passkey, name: input.name };
    await writer.put("passkeys", after);
    const { id } = passkey;
    await writer.append(wayEvent(context, owner, { kind: "passkey-renamed", before: { id }, after: { id } }));
    return shown(context, after);
  });
}

/**
 * Removes a passkey of the actor.
 * @throws ProblemError not-signed-in, not-found, last-way-in, stronger-sign-in-needed
 */
export async function removePasskey(
  context: Context,
  actor: Actor,
  input: { passkey: string; session: string | null },
): Promise<{ tellOwner: () => Promise<void> }> {
  return context.store.transact(async (writer) => {
    const { owner, passkey } = await findOwn(context, writer, actor, input);
    await checkNotLast(context, writer, owner, passkey);
    await writer.remove("passkeys", passkey.id);
    await writer.append(wayEvent(context, owner, { kind: "passkey-removed", before: { id: passkey.id } }));
    const at = context.now().toISOString();
    const mail = await mailFor(writer, owner, { kind: "passkey-removed", at, passkey: passkey.name });
    return { tellOwner: await queueMail(context, writer, mail) };
  });
}

async function findOwn(
  context: Context,
  reader: Reader,
  actor: Actor,
  { passkey: id, session }: { passkey: string; session: string | null },
): Promise<{ owner: KeptParticipant; passkey: Passkey }> {
  const owner = await findChangingOwner(context, reader, actor, { session });
  const passkey = await reader.get("passkeys", id);
  if (passkey?.participantId !== owner.id) throw new ProblemError("not-found");
  return { owner, passkey };
}

/** Returns the id under which a passkey is stored. */
function passkeyId(credentialId: string): string {
  return sha256(credentialId);
}

/** Returns the id by which authenticators tell a person's passkeys from those of others. It does not name the person. */
function userHandle({ id }: Pick<KeptParticipant, "id">): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(tokenId(`passkey ${id}`), "hex"));
}

function shown(context: Context, { id, name, host, createdAt, lastUsedAt }: Passkey): ShownPasskey {
  return { id, name, usable: host === relyingParty(context)?.id, createdAt, lastUsedAt };
}

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
  const counter = await verifySignIn(context, found, input);
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
async function verifySignIn(
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
