import type { Forum } from "#core/access/forum.ts";
import { timeText } from "#core/phrases/dates.ts";
import { getForum } from "../services/forum/library.ts";
import { programActor } from "../services/kernel/authorise.ts";
import { createLink, type NewLink } from "../services/people/sign-in.ts";
import { commandText } from "./command-text.ts";
import { type DataOption, type Environment, participantActor, withData } from "./with-data.ts";

/** Creates a one-time sign-in link, under the server's public URL if one is set. */
export function inviteParticipant(environment: Environment, participant: string, options: DataOption): Promise<string> {
  return withData(environment, options, async (context) => {
    await participantActor(context, participant);
    const { tellOwner, ...link } = await createLink(context, { participant });
    await tellOwner();
    return linkLines(context.linkBase, link, await getForum(context, programActor));
  });
}

/** Returns the lines that hand over a one-time link: its address, and how long it works. */
export function linkLines(
  linkBase: string,
  { path, expiresAt }: Pick<NewLink, "path" | "expiresAt">,
  { timeZone }: Pick<Forum, "timeZone">,
): string {
  return `${linkBase}${path}\n${commandText("cli-invited", { time: timeText(expiresAt, "en", timeZone) })}\n`;
}
