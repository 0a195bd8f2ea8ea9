import type { Actor } from "#core/access/permissions.ts";
import { exportFormats } from "#core/compile/export-format.ts";
import type { Invitation } from "#core/compile/invitation.ts";
import { readingPath } from "#core/contract/pages.ts";
import { consultationState } from "#core/outcome/consultation.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { WrittenFile } from "../kernel/file-answer.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findVersion } from "../versions/find-version.ts";
import { addressOf } from "../versions/version-order.ts";
import { originalLanguage } from "./compile-version.ts";
import { houseStyle } from "./house-style.ts";
import { unprinted, writeFile } from "./write-file.ts";

/**
 * Writes the letter that invites the participants to the consultation on a version, as a Word file in the forum's
 * template.
 *
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state if there is no consultation, it has closed, or the version is
 *   withdrawn
 */
export async function exportInvitation(
  context: Context,
  actor: Actor,
  input: { version: string },
  signal: AbortSignal | null,
): Promise<WrittenFile> {
  authorise(actor, "hold-consultation");
  const { found, terms } = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, input.version);
    return { found, terms: (await reader.get("consultations", found.version.id))?.current };
  });
  const { document, forum, version, versions } = found;
  if (version.state !== "published") throw new ProblemError("wrong-state", { state: version.state });
  const now = context.now();
  const state = terms ? consultationState(terms, now) : "none";
  if (!terms || state === "closed") throw new ProblemError("wrong-state", { state });
  const house = await houseStyle(context, null);
  const invitation: Invitation = {
    forum,
    document,
    version,
    originalLanguage: originalLanguage(version, versions),
    terms,
    link: `${context.linkBase}${readingPath(addressOf(version, versions))}`,
    generatedAt: now.toISOString(),
  };
  const { ending, mediaType } = exportFormats.docx;
  return {
    fileName: [document.id, version.round, version.language, "invitation", ending].join("."),
    mediaType,
    ...(house && { redline: { layout: "redrawn", notes: house.notes } }),
    pieces: writeFile(context, { invitation, format: "docx", template: house?.template }, unprinted, signal),
  };
}
