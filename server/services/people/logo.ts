import type { KeptOrganisation } from "#core/access/kept-people.ts";
import type { Logo } from "#core/access/logo.ts";
import type { Actor } from "#core/access/permissions.ts";
import { largestLogo, mostLogoPixels } from "#core/contract/people-operations.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { FileAnswer } from "../kernel/file-answer.ts";
import { sha256 } from "../kernel/hashes.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findForum } from "../versions/find-version.ts";
import { type ChangedOrganisation, changeOneOrganisation } from "./organisations.ts";

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
  const logo = readLogo(bytes);
  return changeOneOrganisation(context, actor, organisation, "organisation-changed", (before, _roster, writer) =>
    putLogo(writer, before, logo, bytes),
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
 * Returns the hash, format and size of an image that is to be a logo.
 * @throws ProblemError file-too-large, not-this-format
 */
export function readLogo(bytes: Uint8Array): Logo {
  const fileName = "logo";
  if (bytes.length > largestLogo) throw new ProblemError("file-too-large", { fileName });
  const image = imageFacts(bytes);
  if (!image) throw new ProblemError("not-this-format", { fileName });
  return { hash: sha256(bytes), ...image };
}

/** Stores the image of a logo. Returns its owner with the logo, or unchanged if it already has this logo. */
export async function putLogo<Owner extends { logo?: Logo | undefined }>(
  writer: Writer,
  owner: Owner,
  logo: Logo,
  bytes: Uint8Array,
): Promise<Owner> {
  if (owner.logo?.hash === logo.hash) return owner;
  await writer.put("originals", { id: logo.hash, bytes });
  return { ...owner, logo };
}

/**
 * Returns the image of a logo, byte for byte.
 * @throws ProblemError not-found, also without a logo
 */
export async function logoFile(reader: Reader, name: string, logo: Logo | undefined): Promise<FileAnswer> {
  const original = logo && (await reader.get("originals", logo.hash));
  if (!original) throw new ProblemError("not-found");
  const { mediaType } = logo;
  return { fileName: `${name}.${mediaType === "image/png" ? "png" : "jpg"}`, mediaType, bytes: original.bytes };
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
    return logoFile(reader, id, (await reader.get("organisations", id))?.logo);
  });
}

/**
 * Returns the format and size of an image by its content, or null if it is neither PNG nor JPEG, is cut off, or is too
 * wide or high.
 */
export function imageFacts(bytes: Uint8Array): Omit<Logo, "hash"> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = bytes.length >= 33 && pngSignature.every((byte, at) => bytes[at] === byte);
  const isHeader = isPng && view.getUint32(8) === 13 && view.getUint32(12) === 0x49484452;
  const size = isHeader ? [view.getUint32(16), view.getUint32(20)] : isPng ? null : jpegSize(view);
  const [width = 0, height = 0] = size ?? [];
  const isSmall = width > 0 && height > 0 && width <= mostLogoPixels && height <= mostLogoPixels;
  return isSmall ? { mediaType: isPng ? "image/png" : "image/jpeg", width, height } : null;
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
