import { emptyWritten, leaveOutFirst } from "../../../../client/reading/speak/written.ts";

const target = { kind: "clause", clause: "c1" } as const;
const next = { kind: "clause", clause: "c2" } as const;
const ticked = { kind: "clause", clause: "c3" } as const;

test("removing the first target keeps all the others", () => {
  const written = { ...emptyWritten({ kind: "comment", target }, "organisation"), also: [ticked, next] };
  expect(leaveOutFirst(written, next)).toEqual({ target: next, also: [ticked] });
});

test("a proposal left with one target no longer replaces throughout", () => {
  const written = {
    ...emptyWritten({ kind: "proposal", target }, "organisation"),
    also: [next],
    mode: "throughout" as const,
    replacement: "all",
  };
  expect(leaveOutFirst(written, next)).toMatchObject({ also: [], mode: "reword", replacement: null });
});
