import { largestLogo, mostLogoPixels } from "#core/contract/people-operations.ts";
import { organisationLogos as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { ProblemError } from "../../api/problem-error.ts";
import { fileSize } from "../../components/format.tsx";
import { formatMessage } from "../../page-parts/messages.ts";

/** The logo that a form will save: the stored one, a new file with its picture as a data URL, or none. */
export type LogoChoice = { kind: "kept" } | { kind: "chosen"; file: File; picture: string } | { kind: "removed" };

/** The formats of a logo. */
const logoTypes: readonly string[] = ["image/png", "image/jpeg"];

/** A file that cannot be a logo, with the reason. */
export class NotALogo extends Error {}

/**
 * Reads a file as a logo, so that its picture can be shown before it is saved.
 * @throws NotALogo
 */
export async function chooseLogo(file: File): Promise<LogoChoice> {
  if (!logoTypes.includes(file.type)) throw new NotALogo(messages.logoFormat);
  if (file.size > largestLogo) throw new NotALogo(tooLarge(file.size));
  const picture = await dataUrlOf(file);
  const { width, height } = await sizeOf(picture);
  if (width > mostLogoPixels || height > mostLogoPixels) {
    throw new NotALogo(formatMessage(messages.logoTooWide, { width, height, most: mostLogoPixels }));
  }
  return { kind: "chosen", file, picture };
}

/**
 * Saves the choice of a logo of an organisation, or of the forum. Returns the id that undoes it, or null if nothing
 * changed.
 * @throws ProblemError, with a reason in terms of logos
 */
export async function saveLogo(organisation: string | null, choice: LogoChoice): Promise<{ change: string | null }> {
  const params = { organisation: organisation ?? "" };
  if (choice.kind === "kept") return { change: null };
  if (choice.kind === "removed")
    return organisation === null ? call("removeForumLogo", {}) : call("removeOrganisationLogo", { params });
  const { file } = choice;
  try {
    return await (organisation === null
      ? call("setForumLogo", { file })
      : call("setOrganisationLogo", { params, file }));
  } catch (error) {
    throw inTermsOfLogos(error, choice.file);
  }
}

/** The server's general reasons speak of drafts. */
function inTermsOfLogos(error: unknown, file: File): unknown {
  if (!(error instanceof ProblemError)) return error;
  if (error.code === "file-too-large" || error.code === "too-large") return new NotALogo(tooLarge(file.size));
  return error.code === "not-this-format" || error.code === "file-empty" ? new NotALogo(messages.logoFormat) : error;
}

function tooLarge(bytes: number): string {
  return formatMessage(messages.logoTooLarge, { size: fileSize(bytes), most: fileSize(largestLogo) });
}

function dataUrlOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(new NotALogo(messages.logoFormat));
    reader.readAsDataURL(file);
  });
}

function sizeOf(picture: string): Promise<{ width: number; height: number }> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve({ width: image.naturalWidth, height: image.naturalHeight });
    image.onerror = () => reject(new NotALogo(messages.logoFormat));
    image.src = picture;
  });
}
