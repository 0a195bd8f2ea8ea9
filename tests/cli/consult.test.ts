import { consult } from "../../server/cli/commands/consult.ts";
import { dataFolder } from "../support/data-folder.ts";
import { firstDraft } from "../support/forum.ts";

const { data, environment, fill } = dataFolder();
const address = "opinion-5@1";
const text = { data, format: "text" } as const;
const asSecretariat = { ...text, by: "secretariat" };
const [opens, closes] = ["2013-02-06T09:00:00Z", "2113-02-20T18:00:00Z"];

beforeAll(() => fill([firstDraft]));

test("rejects a consultation without permission or without a known participant", async () => {
  await expect(consult(environment, address, "set", { ...text, by: "chair", closes })).rejects.toMatchObject({
    code: "not-allowed",
  });
  await expect(consult(environment, address, "set", { ...text, closes })).rejects.toThrow("with --by");
  await expect(consult(environment, address, "set", { ...text, by: "nobody", closes })).rejects.toThrow(
    "The forum has",
  );
});

test("opens, changes, closes, cancels and restores a consultation, printing a line each time", async () => {
  expect(await consult(environment, address, "show", text)).toBe("opinion-5@1\tno consultation\n");
  const opened = await consult(environment, address, "set", { ...asSecretariat, opens, closes, blind: "yes" });
  expect(opened).toBe("opinion-5@1\topen\t2013-02-06T09:00:00.000Z\t2113-02-20T18:00:00.000Z\tblind\n");
  const later = await consult(environment, address, "set", { ...asSecretariat, closes: "2113-03-01T10:00:00+01:00" });
  expect(later).toBe("opinion-5@1\topen\t2013-02-06T09:00:00.000Z\t2113-03-01T09:00:00.000Z\tblind\n");
  const seen = await consult(environment, address, "set", { ...asSecretariat, blind: "no" });
  expect(seen).toBe("opinion-5@1\topen\t2013-02-06T09:00:00.000Z\t2113-03-01T09:00:00.000Z\n");
  expect(await consult(environment, address, "close", asSecretariat)).toContain("opinion-5@1\tclosed\t2013-02-06");
  await expect(consult(environment, address, "close", asSecretariat)).rejects.toMatchObject({ code: "wrong-state" });
  expect(await consult(environment, address, "call-off", asSecretariat)).toBe("opinion-5@1\tno consultation\n");
  expect(await consult(environment, address, "undo", asSecretariat)).toContain("opinion-5@1\tclosed\t2013-02-06");
  expect(JSON.parse(await consult(environment, address, "show", { data, format: "json" }))).toMatchObject({
    state: "closed",
    terms: { blind: false },
    revision: 6,
  });
});

test.each([
  ["a date without a time", { closes: "2113-02-20" }, "2113-02-20 is not a time"],
  ["a time without a zone", { closes: "2113-02-20T18:00:00" }, "is not a time"],
])("rejects %s as a deadline", async (_what, moments, words) => {
  await expect(consult(environment, address, "set", { ...asSecretariat, ...moments })).rejects.toThrow(words);
});

test("rejects a consultation that closes before it opens or never closes", async () => {
  await consult(environment, address, "call-off", asSecretariat);
  const invalid = { code: "invalid-request" };
  await expect(consult(environment, address, "set", { ...asSecretariat, opens })).rejects.toMatchObject(invalid);
  await expect(
    consult(environment, address, "set", { ...asSecretariat, opens: closes, closes: opens }),
  ).rejects.toMatchObject(invalid);
  await expect(consult(environment, address, "close", asSecretariat)).rejects.toMatchObject({ code: "wrong-state" });
});

test("lists the existing versions if the requested one is missing", async () => {
  await expect(consult(environment, "opinion-5@9", "show", text)).rejects.toThrow("The forum has opinion-5@1.");
});
