import { Agent, createServer, type RequestListener } from "node:http";
import { duplexPair } from "node:stream";

/** Connects requests to an app in this process, without a port or a socket that others could reach. */
export class InProcess extends Agent {
  readonly #server;

  constructor(app: RequestListener) {
    super({ keepAlive: true });
    this.#server = createServer(app);
  }

  override createConnection(): ReturnType<Agent["createConnection"]> {
    const [ours, theirs] = duplexPair();
    ours.once("close", () => theirs.destroy());
    theirs.once("close", () => ours.push(null));
    this.#server.emit("connection", Object.assign(theirs, { remoteAddress: "127.0.0.1" }));
    return Object.assign(ours, { ref: () => ours, setNoDelay: () => ours });
  }

  override keepSocketAlive(): boolean {
    return true;
  }
}
