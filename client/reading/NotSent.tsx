import type { ReactNode } from "react";

/** Under a form whose words did not reach the server: that nothing is lost, and what to do. Why is told in a message. */
export function NotSent(): ReactNode {
  return (
    <p className="field-error" role="alert">
      This was not sent. Your words are kept on this device: send them again, now or at a later visit.
    </p>
  );
}
