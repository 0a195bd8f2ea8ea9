import { contract } from "#core/contract/contract.ts";
import type { Operation } from "#core/contract/operation.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import { firstDraft } from "../../support/forum.ts";
import { openServer } from "../server.ts";

const params = { version: "opinion-5@1", clause: "considering-a", document: "opinion-5" };
const moved = Object.values<Operation>(contract).filter(
  ({ method, formerPath }) => method === "get" && formerPath !== undefined,
);

test("an export is filtered alike by the present and the former name of a filter", async () => {
  const { forum, request } = await openServer();
  await forum.publish("1", firstDraft);
  const path = "/api/versions/opinion-5@1/export?format=markdown";
  for (const name of ["outcomes", "dispositions"]) {
    expect((await request("member", "get", `${path}&${name}=noted`).expect(200)).text).toContain("Decision: noted");
  }
  await request("member", "get", `${path}&dispositions=nothing`).expect(400);
});

test("an operation that has another address than before answers the same at both", async () => {
  const { forum, request } = await openServer();
  await forum.publish("1", firstDraft);
  expect(moved.map(({ formerPath }) => formerPath)).toHaveLength(5);
  for (const operation of moved) {
    const { path, formerPath = "" } = operation;
    const [now, former] = [path, formerPath].map((one) => operationUrl({ ...operation, path: one }, params, {}));
    const answer = await request("member", "get", now ?? "").expect(200);
    expect((await request("member", "get", former ?? "").expect(200)).body).toEqual(answer.body);
  }
});
