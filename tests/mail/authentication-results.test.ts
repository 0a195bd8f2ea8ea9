import { isVouchedFor } from "../../server/mail/authentication-results.ts";

const id = "mx.forum.example";
const received = "Received: from a.example by mx.forum.example (Postfix) with ESMTPS id 1";
const pass = `Authentication-Results: ${id}; dmarc=pass header.from=example.org`;

/** Whether the receiving server vouches for Ana, by the header lines of a mail from top to bottom. */
function vouches(...lines: string[]): boolean {
  const headers = lines.map((line) => ({ key: line.slice(0, line.indexOf(":")).toLowerCase(), line }));
  return isVouchedFor(headers, "ana@example.org", id);
}

const results = (text: string): string => `Authentication-Results: ${id}; ${text}`;

test.each([
  ["DMARC", pass],
  ["a signature of the domain", results("dkim=pass (1024-bit key) header.d=example.org header.s=s1")],
  ["a signature for the address", results("dkim=pass header.i=@example.org")],
  ["one of several signatures", results("dkim=fail header.d=example.org; dkim=pass header.d=example.org")],
  ["the sending server", results("spf=pass smtp.mailfrom=ana@example.org")],
  [
    "folded lines, comments and capitals",
    `Authentication-Results: MX.forum.example 1 (it is I);\r\n\tDMARC=pass (p=none; "x")\r\n header.from=Example.ORG`,
  ],
  ["a header with quotes in comments", results('dmarc=pass ("x) header.from=example.org')],
  ["spaces around the signs", results("dmarc = pass header.from = example.org")],
])("a mail is vouched for by %s", (_what, line) => expect(vouches(line, received)).toBe(true));

test("the header may be below the trace of the receiving server itself", () => {
  expect(vouches(received, pass)).toBe(true);
});

test.each([
  ["without the header", [received]],
  ["by another server", [pass.replace(id, "mx.evil.example"), received]],
  ["by a name that begins with ours", [pass.replace(id, `${id}.evil.example`), received]],
  ["by a header that arrived below another of ours", [results("dmarc=fail header.from=example.org"), received, pass]],
  ["by a header that arrived below another's", ["Authentication-Results: mx.evil.example; none", pass, received]],
  ["by a header below the trace of another server", ["Received: from x by relay.example with ESMTP", pass]],
  ["by a header below a trace without a server", ["Received: (qmail 1 invoked by uid 0)", pass]],
  [
    "by a failed check",
    [results("dmarc=fail header.from=example.org; dkim=none; spf=softfail smtp.mailfrom=ana@example.org")],
  ],
  ["by DMARC for another domain", [results("dmarc=pass header.from=evil.example")]],
  ["by DMARC without a domain", [results("dmarc=pass")]],
  ["by a signature of another domain", [results("dkim=pass header.d=evil.example")]],
  ["by a signature of a domain that ends with ours", [results("dkim=pass header.d=notexample.org")]],
  ["by the sending server of another domain", [results("spf=pass smtp.mailfrom=ana@example.org@evil.example")]],
  ["by the name that the sending server gave itself", [results("spf=pass smtp.helo=example.org")]],
  ["by a comment", [results("dmarc=fail (; dmarc=pass header.from=example.org) header.from=example.org")]],
  [
    "by a comment with a quote",
    [results('dmarc=fail (" ; dmarc=pass header.from=example.org) header.from=example.org')],
  ],
  ["by a comment that does not end", [results("dmarc=pass header.from=example.org (x")]],
  ["by quoted text", [results('spf=pass smtp.mailfrom="x; dmarc=pass header.from=example.org "@evil.example')]],
  ["by a quote that does not end", [results('dmarc=pass header.from=example.org reason="x')]],
  ["by an escaped quote", [results('spf=pass smtp.mailfrom="x\\"; dmarc=pass header.from=example.org "@evil.example')]],
])("a mail is not vouched for %s", (_what, lines) => expect(vouches(...lines)).toBe(false));

test("nothing is vouched for without a domain", () => {
  const headers = [{ key: "authentication-results", line: results("dmarc=pass header.from=") }];
  expect(isVouchedFor(headers, "ana@", id)).toBe(false);
});
