import type { KeptOrganisation } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import { largestLogo } from "#core/contract/logo-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { FileAnswer } from "../kernel/file-answer.ts";
import { sha256 } from "../kernel/hashes.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findForum } from "../versions/find-version.ts";
import { logoTypeOf } from "./logo-format.ts";
import { changeOneOrganisation, type ChangedOrganisation } from "./organisations.ts";

/**
 * Sets the logo of an organisation: a small PNG or JPEG image. An earlier image stays stored, so that the change can be
 * undone.
 * @throws ProblemError not-signed-in, not-allowed, not-found, file-too-large, not-this-format
 */
export async function setOrganisationLogo(
  context: Context,
  actor: Actor,
  { organisation, bytes }: { organisation: string; bytes: Uint8Array },
): Promise<ChangedOrganisation> {
  authorise(actor, "manage-people");
  const fileName = "logo";
  if (bytes.length > largestLogo) throw new ProblemError("file-too-large", { fileName });
  const mediaType = logoTypeOf(bytes);
  if (!mediaType) throw new ProblemError("not-this-format", { fileName });
  const hash = sha256(bytes);
  return changeOneOrganisation(
    context,
    actor,
    organisation,
    "organisation-changed",
    async (before, _roster, writer) => {
      if (before.logo?.hash === hash) return before;
      await writer.put("originals", { id: hash, bytes });
      return { ...before, logo: { hash, mediaType } };
    },
  );
}

/**
 * Removes the logo of an organisation.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function removeOrganisationLogo(
  context: Context,
  actor: Actor,
  { organisation }: { organisation: string },
): Promise<ChangedOrganisation> {
  return changeOneOrganisation(context, actor, organisation, "organisation-changed", withoutLogo);
}

function withoutLogo({ logo: _logo, ...rest }: KeptOrganisation): KeptOrganisation {
  return rest;
}

/**
 * Returns the logo of an organisation, byte for byte.
 * @throws ProblemError not-signed-in, not-found (also without a logo)
 */
export async function getOrganisationLogo(
  context: Context,
  actor: Actor,
  { organisation: id }: { organisation: string },
): Promise<FileAnswer> {
  return context.store.read(async (reader) => {
    await findForum(reader, actor);
    const logo = (await reader.get("organisations", id))?.logo;
    const original = logo && (await reader.get("originals", logo.hash));
    if (!original) throw new ProblemError("not-found");
    const { mediaType } = logo;
    return { fileName: `${id}.${mediaType === "image/png" ? "png" : "jpg"}`, mediaType, bytes: original.bytes };
  });
}
