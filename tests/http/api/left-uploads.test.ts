import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { type FileTasks, fileTasks } from "../../../server/services/kernel/file-tasks.ts";
import { openServer } from "../server.ts";

test("stops reading a file when its sender disconnects, and stores nothing", async () => {
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  let end = (_how: string): void => undefined;
  const ended = new Promise<string>((resolve) => (end = resolve));
  const until = (left: AbortSignal): FileTasks => ({
    ...fileTasks,
    readDraft: async () => {
      begin();
      await once(left, "abort");
      end("given up");
      throw left.reason;
    },
  });
  const { app, forum, sessionOf } = await openServer({ services: { files: { ...fileTasks, until } } });
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const sending = http.request({
      port: (server.address() as AddressInfo).port,
      method: "POST",
      path: "/api/documents/opinion-5/versions?fileName=a.md&round=7&label=Draft&date=2013-02-06",
      headers: {
        "content-type": "application/octet-stream",
        "sec-fetch-site": "same-origin",
        cookie: `rapporteur-session=${sessionOf("secretariat")}`,
      },
    });
    sending.on("error", () => undefined);
    sending.end("considering\n\na) that the rest is open;\n");
    await begun;
    sending.destroy();
    expect(await ended).toBe("given up");
    expect(await forum.context.store.read((reader) => reader.count("versions", { documentId: "opinion-5" }))).toBe(0);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
