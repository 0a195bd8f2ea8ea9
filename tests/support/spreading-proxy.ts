import http from "node:http";
import type { AddressInfo } from "node:net";

/** A proxy in front of several servers, like the one of an operator. */
export interface SpreadingProxy {
  url: string;
  /** Sets the ports of the servers. */
  spreadOver: (ports: readonly number[]) => void;
  close: () => Promise<void>;
}

/**
 * Starts a proxy that gives each request to the next server. If that one takes no connection, another gets it; if it ends
 * before it answers, the client gets 502.
 */
export async function startProxy(): Promise<SpreadingProxy> {
  let targets: readonly number[] = [];
  let turn = 0;
  const forward = (request: http.IncomingMessage, response: http.ServerResponse, body: Buffer, left: number): void => {
    turn += 1;
    const port = targets[turn % targets.length];
    const { method, url, headers } = request;
    const sent = http.request({ host: "127.0.0.1", port, method, path: url, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on("close", () => response.destroy());
    });
    sent.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED" && left > 0) forward(request, response, body, left - 1);
      else if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    });
    response.on("close", () => sent.destroy());
    sent.end(body);
  };
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => forward(request, response, Buffer.concat(chunks), targets.length - 1));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    spreadOver: (ports) => (targets = ports),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
