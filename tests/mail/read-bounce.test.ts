import { readBounce } from "../../server/mail/read-bounce.ts";
import { bounceMail } from "../support/bounce-mail.ts";

const messageId = "<one@example.org>";
const read = (mail: string) => readBounce(Buffer.from(mail));

test.each(["text/rfc822-headers", "message/rfc822", "message/global-headers"])(
  "reads recipient, status and Message-ID of a message that was returned as %s",
  async (returnedAs) => {
    const addresses = ["member@example.org", "member@example.org", "member@example.org"];
    const answer = "550 5.1.1 <member@example.org>: Recipient address rejected: User unknown";
    const mail = bounceMail({ messageId, returnedAs });
    expect(await read(mail)).toEqual([{ messageId, addresses, status: "5.1.1", answer }]);
    expect(await read(mail.replaceAll("\n", "\r\n"))).toEqual(await read(mail));
  },
);

test.each([
  ["a report of success", bounceMail({ messageId, status: "2.0.0" })],
  ["a report without the returned message", bounceMail({ messageId, returnedAs: "image/png" })],
  ["another mail", "Subject: Status: 5.1.1\n\nFinal-Recipient: rfc822; member@example.org\nStatus: 5.1.1\n"],
  ["an empty mail", ""],
])("finds nothing in %s", async (_what, mail) => {
  expect(await read(mail)).toEqual([]);
});

test("reads at most ten recipients", async () => {
  const block = "\n\nFinal-Recipient: rfc822; other@example.org\nStatus: 5.1.1";
  const mail = bounceMail({ messageId }).replace("User unknown", `User unknown${block.repeat(50)}`);
  expect(await read(mail)).toHaveLength(10);
});
