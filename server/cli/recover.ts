import { getForum } from "../services/forum/library.ts";
import { programActor } from "../services/kernel/authorise.ts";
import { recoverAccess } from "../services/people/recover-access.ts";
import { commandText } from "./command-text.ts";
import { linkLines } from "./invite.ts";
import { type DataOption, type Environment, participantActor, withData } from "./with-data.ts";

/** Recovers the account of a person who lost their passkeys. The one-time link is under the server's public URL. */
export function recoverParticipant(
  environment: Environment,
  participant: string,
  options: DataOption,
): Promise<string> {
  return withData(environment, options, async (context) => {
    await participantActor(context, participant);
    const { removed, link } = await recoverAccess(context, programActor, { participant });
    const forum = await getForum(context, programActor);
    return `${commandText("cli-recovered", { removed })}\n${linkLines(context.linkBase, link, forum)}`;
  });
}
