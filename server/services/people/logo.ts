import type { KeptOrganisation } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import { largestLogo, mostLogoPixels } from "#core/contract/people-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { FileAnswer } from "../kernel/file-answer.ts";
import { sha256 } from "../kernel/hashes.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findForum } from "../versions/find-version.ts";
import { type ChangedOrganisation, changeOneOrganisation } from "./organisations.ts";

/** The formats of a logo. Both are raster images: a vector image could carry a script. */
type LogoType = "image/png" | "image/jpeg";

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

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

/**
 * Returns the format of an image by its content, or null if it is neither PNG nor JPEG, is cut off, or is too wide or
 * high.
 */
export function logoTypeOf(bytes: Uint8Array): LogoType | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = bytes.length >= 33 && pngSignature.every((byte, at) => bytes[at] === byte);
  if (isPng) {
    const isHeader = view.getUint32(8) === 13 && view.getUint32(12) === 0x49484452;
    return isHeader && isSmall(view.getUint32(16), view.getUint32(20)) ? "image/png" : null;
  }
  const size = jpegSize(view);
  return size && isSmall(...size) ? "image/jpeg" : null;
}

function isSmall(width: number, height: number): boolean {
  return width > 0 && height > 0 && width <= mostLogoPixels && height <= mostLogoPixels;
}

/** Finds width and height in the frame header of a JPEG file (ITU-T T.81, B.2.2). */
function jpegSize(view: DataView): [width: number, height: number] | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 <= view.byteLength; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    // The frame headers, without the tables that share their range.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    if (marker === 0xda) return null;
  }
  return null;
}
