import { CloudOff, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { Link } from "wouter";
import { signInPath } from "#core/contract/pages.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import { ProblemError } from "../api/problem-error.ts";
import "./state.css";

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
          <Button className="button" onPress={onRetry}>
            {messages.tryAgain}
          </Button>
        )
      )}
    </div>
  );
}
