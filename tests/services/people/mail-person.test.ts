import { mailFor } from "../../../server/services/people/mail-person.ts";
import { openForum } from "../../support/forum.ts";

test("a message is declared as English for a person whose stored language has no catalogue", async () => {
  const { context } = await openForum();
  const mail = await context.store.read(async (reader) => {
    const member = { ...(await reader.get("participants", "member"))!, language: "ar" } as const;
    return mailFor(reader, member, { kind: "recovery", at: "2013-02-06T12:00:00Z" }, "member@example.org");
  });
  expect(mail).toMatchObject({ language: "en" });
  expect(mail?.html).toContain('<html dir="ltr" lang="en">');
});
