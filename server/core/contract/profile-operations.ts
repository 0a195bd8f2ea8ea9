import * as z from "zod";
import { Participant } from "#core/access/people.ts";
import { Preferences } from "#core/access/preferences.ts";
import { TypedCode } from "#core/contract/account-operations.ts";
import { operation } from "#core/contract/operation.ts";
import { OneLine } from "#core/text/one-line.ts";

/** A person's own profile. */
export const Profile = z.object({ participant: Participant, preferences: Preferences });
export type Profile = z.infer<typeof Profile>;

/** One's own profile, mail address and data. */
export const profileOperations = {
  getProfile: operation({
    method: "get",
    path: "/profile",
    summary: "One's own profile: name, mail address and settings",
    action: "keep-account",
    answer: { kind: "json", schema: Profile },
    problems: ["not-signed-in"],
  }),
  changeProfile: operation({
    method: "patch",
    path: "/profile",
    summary: "Change one's own name and settings; earlier comments keep the name they were made with",
    action: "keep-account",
    body: Preferences.extend({ name: OneLine.max(200) }).partial(),
    answer: { kind: "json", schema: Profile },
    problems: ["not-signed-in", "invalid-request"],
  }),
  askEmailChange: operation({
    method: "post",
    path: "/profile/email",
    summary: "Ask to change one's own mail address; a code is sent to the new address and to the present one",
    action: "keep-account",
    body: z.object({ email: z.string().trim().max(254).pipe(z.email()) }),
    answer: {
      kind: "json",
      schema: z.object({
        expiresAt: z.iso.datetime(),
        /** Whether the present address has to confirm too. */
        asksPresent: z.boolean(),
      }),
      status: 201,
    },
    problems: ["not-signed-in", "invalid-request", "too-many-requests", "mail-not-sent"],
  }),
  confirmEmailChange: operation({
    method: "post",
    path: "/profile/email/confirm",
    summary: "Change one's own mail address with the codes sent to both addresses",
    action: "keep-account",
    body: z.object({ presentCode: TypedCode.optional(), newCode: TypedCode }),
    answer: { kind: "json", schema: Profile },
    problems: ["not-signed-in", "invalid-request", "code-not-valid", "sign-in-ended", "already-exists"],
  }),
  getOwnData: operation({
    method: "get",
    path: "/profile/data",
    summary: "Everything that the forum stores about oneself, as JSON files in a zip",
    action: "keep-account",
    answer: { kind: "file", mediaTypes: ["application/zip"] },
    problems: ["not-signed-in"],
    costly: true,
  }),
};
