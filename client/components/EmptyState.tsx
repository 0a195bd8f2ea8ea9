import type { ReactNode } from "react";
import "./state.css";

/** Where nothing is: one sentence saying so, and one thing to do. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }): ReactNode {
  return (
    <div className="state">
      <p>{children}</p>
      {action}
    </div>
  );
}
