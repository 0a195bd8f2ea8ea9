import { CloudOff, TriangleAlert } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Link } from "wouter";
import { signInPath } from "#core/contract/pages.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import { ProblemError } from "../api/problem-error.ts";
import "./state.css";
import "./skeleton.css";

/** The empty state: one sentence that says so, and one action. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }): ReactNode {
  return (
    <div className="state row">
      <p>{children}</p>
      {action}
    </div>
  );
}

/** A technical error message helps no reader. If the browser is offline, that is nearly always the cause. */
function unexpectedWords(): string {
  return navigator.onLine ? messages.cannotShow : messages.offlinePage;
}

/** Says in one sentence what went wrong, and offers the one action that may help. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactNode {
  const problem = error instanceof ProblemError ? error : null;
  const code = problem?.code;
  const Icon = code === "offline" ? CloudOff : TriangleAlert;
  return (
    <div className="state row state-problem" role="alert">
      <Icon size={20} aria-hidden />
      <p>{problem?.message ?? unexpectedWords()}</p>
      {code === "not-signed-in" ? (
        <Link className="button" href={signInPath(location.pathname + location.search)}>
          {messages.signIn}
        </Link>
      ) : code === "not-found" || code === "not-allowed" || code === "invalid-request" ? (
        <Link className="button" href="/">
          {messages.goToDocuments}
        </Link>
      ) : (
        onRetry && (
          <button type="button" className="button" onClick={onRetry}>
            {messages.tryAgain}
          </button>
        )
      )}
    </div>
  );
}

/** Grey lines as placeholders for text. */
export function Skeleton({ lines = 6 }: { lines?: number }): ReactNode {
  return (
    <div className="skeleton" aria-hidden>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} style={{ inlineSize: `${[92, 100, 97, 64, 88, 76][index % 6] ?? 90}%` }} />
      ))}
    </div>
  );
}

/** Says what of a page does not work, if scripts are disabled. */
export function NeedsScripts({ children }: { children: string }): ReactNode {
  return (
    <noscript>
      <p>{children}</p>
    </noscript>
  );
}

/**
 * Placeholder lines for what loads. Nothing for the first 200 ms, because most loads finish by then. The server renders
 * nothing.
 */
export function LateSkeleton({ lines }: { lines: number }): ReactNode {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return late && <Skeleton lines={lines} />;
}

/** A page that is loading. */
export function Loading(): ReactNode {
  return (
    <main className="page page-narrow" aria-busy>
      <h1 className="visually-hidden">{messages.loading}</h1>
      <LateSkeleton lines={12} />
    </main>
  );
}
