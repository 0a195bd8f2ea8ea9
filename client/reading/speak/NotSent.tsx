import type { ReactNode } from "react";

/** Under a form whose words did not reach the server: that nothing is lost, and what to do. Why is told in a message. */
export function NotSent({ editing }: { editing: boolean }): ReactNode {
  return (
    <p className="field-error" role="alert">
      {editing
        ? "This was not saved. Your words are kept on this device: save them again, or, where somebody changed it meanwhile, close this and edit it anew to be offered them."
        : "This was not sent. Your words are kept on this device: send them again, now or at a later visit."}
    </p>
  );
}
