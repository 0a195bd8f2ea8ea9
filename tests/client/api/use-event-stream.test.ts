import { refreshedBy } from "../../../client/api/use-event-stream.ts";
import { eventKinds } from "../../../server/core/contract/event-operations.ts";

test("refreshes the annotations after every event of a document", () => {
  const elsewhere =
    /^(?:forum|view|invitation|signed|session|token|profile|preferences|email|clearance|announcement|desk)-/u;
  for (const kind of eventKinds) expect(refreshedBy([kind]).has("annotations")).toBe(!elsewhere.test(kind));
});

test("refreshes the circles after an event of a circle", () => {
  for (const kind of eventKinds) expect(refreshedBy([kind]).has("circles")).toBe(kind.startsWith("circle-"));
});

test("refreshes the comparisons after a link between clauses was added or revoked", () => {
  for (const kind of eventKinds) expect(refreshedBy([kind]).has("comparisons")).toBe(kind.startsWith("link-"));
});

test("refreshes the versions after an event of a document, a version or a consultation", () => {
  const ofVersions = /^(?:document|version|consultation)-/u;
  for (const kind of eventKinds) expect(refreshedBy([kind]).has("versions")).toBe(ofVersions.test(kind));
});

test("refreshes everything if anything may have changed", () => {
  expect(refreshedBy(["message"])).toEqual(new Set(["annotations", "versions", "circles", "comparisons"]));
});

test("refreshes data once after a burst of events", () => {
  expect([...refreshedBy(["reply-created", "annotation-created"])]).toEqual(["annotations"]);
});
