import { roles } from "../../../server/core/access/people.ts";
import type { Action } from "../../../server/core/access/permissions.ts";
import { policy, type PolicyAnswer } from "../../../server/core/access/policy.ts";
import { policyTable } from "../../../server/core/phrases/policy-table.ts";

function answers(action: Action): Record<string, PolicyAnswer> {
  const row = policy().find((one) => one.action === action);
  return Object.fromEntries(roles.map((role, index) => [role, row?.answers[index] ?? "never"]));
}

test("nobody but its author reads a private draft, the secretariat included", () => {
  const everyAnswer = Object.values(answers("read-annotation"));
  expect(everyAnswer.some((answer) => answer === "always" || answer.includes("other-private"))).toBe(false);
  expect(answers("read-annotation")["secretariat"]).toContain("own-private");
});

test("nobody but the coordinator reads or clears what a colleague sent for clearance", () => {
  for (const action of ["read-annotation", "clear-annotation"] as const) {
    const allowed = roles.filter((role) => answers(action)[role]?.includes("awaiting-clearance"));
    expect(allowed).toEqual(["coordinator"]);
  }
});

test("only the secretariat and the chair read a draft before it is published", () => {
  const mayRead = roles.filter((role) => {
    const answer = answers("read-version")[role] ?? "never";
    return answer === "always" || answer.includes("prepared");
  });
  expect(mayRead).toEqual(["secretariat", "chair"]);
});

test("an action that no condition limits is answered with yes or no", () => {
  expect(answers("decide")).toEqual({
    secretariat: "always",
    chair: "always",
    coordinator: "never",
    member: "never",
    observer: "never",
    public: "never",
  });
});

test("the table has a row for each action and a column for each role", () => {
  const { columns, rows } = policyTable("en");
  expect([columns.length, rows.length]).toEqual([roles.length + 1, policy().length]);
  expect(rows.find(({ head }) => head === "Decide on comments")?.cells).toEqual(["Yes", "Yes", "No", "No", "No", "No"]);
});
