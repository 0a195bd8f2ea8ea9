import { once } from "node:events";
import { createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { ConnectionLimit } from "../../server/http/connection-limit.ts";
import { sourceServers } from "../support/source-server.ts";

const { started } = sourceServers({ openFiles: "400" });
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** Opens connections that send nothing. */
async function idleConnections(port: number, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const socket = connect(port, "127.0.0.1").on("error", () => undefined);
    sockets.push(socket);
    await once(socket, "connect");
  }
}

test("a server writes although connections that send nothing would use up its open files", async () => {
  const { port, token } = await started();
  await idleConnections(port, 500);
  const signedIn = await fetch(`http://127.0.0.1:${String(port)}/api/sign-in`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin" },
    body: JSON.stringify({ token }),
  });
  expect(signedIn.status).toBe(200);
});

test("a request is refused, and not failed, while requests run on all connections", async () => {
  // The fewest connections, which is 10.
  const connections = new ConnectionLimit(0);
  const waiting: ServerResponse[] = [];
  const server = createServer((request, response) => {
    if (!connections.refuses(request, response)) waiting.push(response);
  });
  connections.watch(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const ask = async (): Promise<[status: number | undefined, body: string]> => {
    const [answer] = (await once(get({ port, agent: false }), "response")) as [IncomingMessage];
    return [answer.statusCode, await text(answer)];
  };
  const running = Array.from({ length: 10 }, ask);
  while (waiting.length < 10) await new Promise(setImmediate);
  const [status, body] = await ask();
  expect([status, JSON.parse(body)]).toEqual([503, expect.objectContaining({ code: "too-many-connections" })]);
  for (const response of waiting) response.end("done");
  expect(await Promise.all(running)).toEqual(Array.from({ length: 10 }, () => [200, "done"]));
  server.close();
});
