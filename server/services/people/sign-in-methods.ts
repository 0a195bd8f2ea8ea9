import type { Actor } from "#core/access/permissions.ts";
import type { SignInMethods } from "#core/contract/ways-in-operations.ts";
import type { Context } from "../kernel/context.ts";
import { findActive } from "./account.ts";
import { relyingParty } from "./relying-party.ts";
import { hasStrongWay } from "./ways-in.ts";

/** Returns the ways to sign in beside mail, and whether the actor must use one of them. */
export async function getSignInMethods(context: Context, actor: Actor): Promise<SignInMethods> {
  const site = relyingParty(context);
  return {
    providers: context.providers.map(({ id, name }) => ({ id, name })),
    passkeys: site && { origin: site.origin },
    heldBack: await readHeldBack(context, actor),
  };
}

async function readHeldBack(context: Context, { heldBack }: Actor): Promise<SignInMethods["heldBack"]> {
  if (heldBack === undefined) return null;
  return context.store.read(async (reader) => {
    const person = await findActive(reader, heldBack);
    return person ? { name: person.name, mayAdd: !(await hasStrongWay(context, reader, person.id)) } : null;
  });
}
