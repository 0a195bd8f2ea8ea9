import type { ReactNode } from "react";
import "./state.css";

/** The empty state: one sentence that says so, and one action. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }): ReactNode {
  return (
    <div className="state row">
      <p>{children}</p>
      {action}
    </div>
  );
}
