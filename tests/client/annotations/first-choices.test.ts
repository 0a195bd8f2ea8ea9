import { defaultPreferences, type Preferences } from "#core/access/preferences.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { firstChoices } from "../../../client/annotations/audience.ts";

const north = { id: "north", name: "Administration of North", shortName: "North", group: "member-state" } as const;

function member(chosen?: Partial<Preferences>, rules: Partial<NonNullable<Me["organisation"]>> = {}): Me {
  return {
    participant: null,
    organisation: { ...north, ...rules },
    role: "member",
    ...(chosen && { preferences: { ...defaultPreferences, ...chosen } }),
  };
}

test("a new comment begins for the organisation, with the visibility of its rule", () => {
  expect(firstChoices(member(undefined, { firstVisibility: "private" }))).toEqual({
    capacity: "organisation",
    visibility: "private",
  });
});

test("a person's own choice comes before the rule of the organisation", () => {
  const me = member({ capacity: "personal", visibility: "submitted" }, { firstVisibility: "private" });
  expect(firstChoices(me)).toEqual({ capacity: "personal", visibility: "submitted" });
});

test("a choice that needs an organisation lapses when the person leaves it", () => {
  const me = { ...member({ capacity: "organisation", visibility: "organisation" }), organisation: null };
  expect(firstChoices(me)).toEqual({ capacity: "personal", visibility: undefined });
});
