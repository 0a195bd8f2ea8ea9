import { CloudOff, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { Link } from "wouter";
import { ProblemError } from "../api/problem-error.ts";
import "./state.css";

/** A technical error message helps no reader. If the browser is offline, that is nearly always the cause. */
function unexpectedWords(): string {
  return navigator.onLine
    ? "This could not be shown. Load the page again."
    : "You are offline, and this page was not opened before. Try again once you are connected.";
}

/** Says in one sentence what went wrong, and offers the one action that may help. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactNode {
  const code = error instanceof ProblemError ? error.code : "unexpected";
  const Icon = code === "offline" ? CloudOff : TriangleAlert;
  return (
    <div className="state state-problem" role="alert">
      <Icon size={20} aria-hidden />
      <p>{error instanceof ProblemError ? error.message : unexpectedWords()}</p>
      {code === "not-signed-in" ? (
        <Link className="button" href="/sign-in">
          Sign in
        </Link>
      ) : code === "not-found" || code === "not-allowed" ? (
        <Link className="button" href="/">
          Go to the library
        </Link>
      ) : (
        onRetry && (
          <Button className="button" onPress={onRetry}>
            Try again
          </Button>
        )
      )}
    </div>
  );
}
