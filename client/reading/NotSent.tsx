import type { ReactNode } from "react";

/** Under a form whose words did not reach the server: that nothing is lost, and what to do. Why is told in a message. */
export function NotSent({ editing }: { editing: boolean }): ReactNode {
  return (
    <p className="field-error" role="alert">
      {editing
        ? "This was not saved. Save it again; if somebody changed it meanwhile, copy your words before you close this and open it anew."
        : "This was not sent. Your words are kept on this device: send them again, now or at a later visit."}
    </p>
  );
}
