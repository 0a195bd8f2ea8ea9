import * as z from "zod";
import { Forum } from "#core/access/forum.ts";
import { operation } from "#core/contract/operation.ts";

/** The names and the logo of the forum. Strangers to a closed forum see them too, because they must know where they sign in. */
export const ForumFace = Forum.pick({ name: true, shortName: true, logo: true });
export type ForumFace = z.infer<typeof ForumFace>;

/** The query of a logo's address. */
export const LogoQuery = z.object({
  /** Any value. Browsers that cached the logo under another one ask for it again. */
  v: z.string().max(100).optional(),
});

export const faceOperations = {
  getForumFace: operation({
    method: "get",
    path: "/forum/face",
    summary: "The names and the logo of the forum, also for strangers to a closed one; null if there is no forum yet",
    action: "enter",
    answer: { kind: "json", schema: ForumFace.nullable() },
    problems: [],
  }),
  getForumLogo: operation({
    method: "get",
    path: "/forum/logo",
    summary: "The logo of the forum, also for strangers to a closed one",
    action: "enter",
    query: LogoQuery,
    answer: { kind: "file", mediaTypes: ["image/png", "image/jpeg"] },
    problems: ["not-found"],
  }),
};
