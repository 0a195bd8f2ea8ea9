import { contract, type OperationName } from "#core/contract/contract.ts";
import type { Operation } from "#core/contract/operation.ts";
import { openServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
});

/** A body that is refused as not-JSON if it is parsed. */
const unreadable = `{${" ".repeat(500_000)}`;

const withBody = (Object.entries(contract) as [OperationName, Operation][]).filter(
  ([, { method, body }]) => method !== "get" && body !== undefined,
);
const open = withBody.filter(([, { action }]) => action === "sign-in").map(([name]) => name);
const others = withBody.map(([name]) => name).filter((name) => !open.includes(name));

async function codeOf(who: string, name: OperationName, body: string): Promise<unknown> {
  const { method, path } = contract[name];
  const sent = server.request(who, method, `/api${path.replace(/\{\w+\}/gu, "x")}`);
  const answer = await sent.set("Content-Type", "application/json").send(body);
  return (answer.body as { code: unknown }).code;
}

test.each(others)("%s does not read the body of somebody who is not signed in", async (name) => {
  expect(await codeOf("public", name, unreadable)).toBe("not-signed-in");
});

test("a body is not read if its sender may do the action to nothing", async () => {
  expect(await codeOf("member", "createDocument", unreadable)).toBe("not-allowed");
});

test("a body is read if its subject decides whether its sender may do the action", async () => {
  expect(await codeOf("member", "editAnnotation", unreadable)).toBe("invalid-request");
});

test.each(open)("%s, which is open to everybody, reads at most 16 kB", async (name) => {
  const padded = (kilobytes: number): string => JSON.stringify({ padding: " ".repeat(kilobytes * 1024) });
  expect(["invalid-request", "not-found"]).toContain(await codeOf("public", name, padded(15)));
  expect(await codeOf("public", name, padded(17))).toBe("too-large");
});
