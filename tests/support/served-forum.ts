import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import pino from "pino";
import { createApp } from "../../server/http/app.ts";
import { invite } from "../../server/services/people/sign-in.ts";
import { asActor, openForum, type TestForum } from "./forum.ts";

/** A forum in memory with the built client over it, in this process, so that its clock can be set by hand. */
export interface ServedForum {
  url: string;
  forum: TestForum;
  /** Moves the server's clock on. */
  pass: (milliseconds: number) => void;
  /** A new sign-in link of somebody of `participants`. */
  link: (who: string) => Promise<string>;
  stop: () => Promise<void>;
}

/** Opens one whose clock begins as the browser's: that throws away a cookie that ended in the past. */
export async function serveForum(): Promise<ServedForum> {
  const opened = await openForum();
  let ahead = 0;
  const context = { ...opened.context, now: () => new Date(Date.now() + ahead) };
  const app = createApp({
    context,
    logger: pino({ level: "silent" }),
    publicUrl: null,
    clientFolder: path.resolve("dist", "client"),
    trustProxy: 0,
    costlyReads: 0,
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url,
    forum: { ...opened, context },
    pass: (milliseconds) => {
      ahead += milliseconds;
    },
    link: async (who) => url + (await invite(context, asActor("secretariat"), { participant: who })).path,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
