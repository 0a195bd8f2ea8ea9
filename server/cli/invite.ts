import { readConfig } from "./config.ts";
import { createLink } from "../services/people/sign-in.ts";
import { commandText } from "./command-text.ts";
import { type DataOption, type Environment, participantActor, withData } from "./with-data.ts";

/** Creates a one-time sign-in link, under the server's public URL if one is set. */
export function inviteParticipant(environment: Environment, participant: string, options: DataOption): Promise<string> {
  return withData(environment, options, async (context) => {
    await participantActor(context, participant);
    const { path, expiresAt, tellOwner } = await createLink(context, { participant });
    await tellOwner();
    const { publicUrl, host, port } = readConfig(environment);
    const address = publicUrl ?? `http://${host}:${String(port)}`;
    return `${address}${path}\n${commandText("cli-invited", { time: expiresAt })}\n`;
  });
}
