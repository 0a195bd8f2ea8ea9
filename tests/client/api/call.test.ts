import { urlOf } from "../../../client/api/call.ts";
import { isUuid, newId } from "../../../client/api/actor.ts";
import { NewReply } from "../../../server/core/contract/reply-operations.ts";

describe("URL of an operation", () => {
  test("keeps a version address readable", () => {
    expect(urlOf("getVersion", { params: { version: "opinion-5@3:ar" } })).toBe("/api/versions/opinion-5@3:ar");
  });

  test("escapes path and query characters", () => {
    expect(urlOf("getVersion", { params: { version: "../me?x" } })).toBe("/api/versions/..%2Fme%3Fx");
  });

  test("joins lists with commas and omits unset values", () => {
    expect(
      urlOf("exportVersion", {
        params: { version: "v1" },
        query: { format: "csv", kinds: ["comment", "proposal"], groups: [], text: undefined },
      }),
    ).toBe("/api/versions/v1/export?format=csv&kinds=comment%2Cproposal");
  });
});

test("generates unique ids that the server accepts", () => {
  const ids = Array.from({ length: 100 }, newId);
  expect(new Set(ids).size).toBe(100);
  for (const id of ids) expect(NewReply.shape.id.safeParse(id).success).toBe(true);
});

test("recognises the ids that the server accepts", () => {
  const id = "0b5fa5c0-9a4a-4070-8a2f-7e5a5f00a32a";
  const ids = [
    id,
    id.toUpperCase(),
    id.replace("-4070", "-7070"),
    id.replace("-4070", "-0070"),
    id.slice(1),
    "circle-1",
    "",
  ];
  expect(ids.map(isUuid)).toEqual(ids.map((one) => NewReply.shape.id.safeParse(one).success));
});
