import * as z from "zod";
import { operation } from "#core/contract/operation.ts";
import { OneOrganisation } from "#core/contract/people-operations.ts";

/** Largest file of a logo, in bytes. */
export const largestLogo = 64 * 1024;

/** Largest width and height of a logo, in pixels. A small file could otherwise fill the memory of every reader's browser. */
export const mostLogoPixels = 2048;

const params = z.object({ organisation: z.string() });

/** The logos of organisations: PNG or JPEG images of at most 64 kB. */
export const logoOperations = {
  getOrganisationLogo: operation({
    method: "get",
    path: "/organisations/{organisation}/logo",
    summary: "The logo of an organisation",
    action: "read-forum",
    params,
    answer: { kind: "file", mediaTypes: ["image/png", "image/jpeg"] },
    problems: ["not-found"],
  }),
  setOrganisationLogo: operation({
    method: "put",
    path: "/settings/organisations/{organisation}/logo",
    summary: "Set the logo of an organisation: a PNG or JPEG image of at most 64 kB and 2048 × 2048 pixels",
    action: "manage-people",
    params,
    file: "manage-people",
    answer: { kind: "json", schema: OneOrganisation },
    problems: ["not-signed-in", "not-allowed", "not-found", "file-empty", "file-too-large", "not-this-format"],
  }),
  removeOrganisationLogo: operation({
    method: "delete",
    path: "/settings/organisations/{organisation}/logo",
    summary: "Remove the logo of an organisation",
    action: "manage-people",
    params,
    answer: { kind: "json", schema: OneOrganisation },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
};
