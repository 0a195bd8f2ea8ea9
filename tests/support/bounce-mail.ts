/** Returns a delivery status notification (RFC 3464) as Postfix writes it. */
export function bounceMail({
  messageId,
  to = "member@example.org",
  status = "5.1.1",
  returnedAs = "text/rfc822-headers",
}: {
  messageId: string;
  to?: string;
  status?: string;
  returnedAs?: string;
}): string {
  return `Return-Path: <>
From: MAILER-DAEMON@mail.example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: forum@example.org
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="ABC/mail.example.org"
Message-Id: <20130206100000.ABC@mail.example.org>

--ABC/mail.example.org
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered.

--ABC/mail.example.org
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; ${to}
Original-Recipient: rfc822;${to}
Action: failed
Status: ${status}
Diagnostic-Code: smtp; 550 ${status} <${to}>: Recipient address
    rejected: User unknown

--ABC/mail.example.org
Content-Type: ${returnedAs}

From: Forum <forum@example.org>
To: Ana <${to}>
Message-ID:
 ${messageId}
Subject: News

--ABC/mail.example.org--
`;
}
