import { useState } from "react";
import { signInPage as messages } from "#core/messages/catalogues.ts";
import { ProblemError } from "../../api/problem-error.ts";

/**
 * Runs one attempt at a time, and keeps the reason why the last one failed.
 *
 * @param failed the reason why an attempt failed before
 */
export function useAttempt(failed: string | null = null): {
  busy: boolean;
  error: string | null;
  attempt: (act: () => Promise<void>) => Promise<void>;
} {
  const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: failed });
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    if (state.busy) return;
    setState({ busy: true, error: null });
    try {
      await act();
      setState({ busy: false, error: null });
    } catch (problem) {
      setState({ busy: false, error: textOf(problem) });
    }
  };
  return { ...state, attempt };
}

function textOf(problem: unknown): string {
  // The code of passkeys is loaded when they are used.
  if (problem instanceof Error && problem.name === "PasskeyNotUsed") return messages.passkeyNotUsed;
  if (!(problem instanceof ProblemError)) return String(problem);
  if (problem.code !== "invalid-request") return problem.message;
  const isEmail = problem.problem?.errors?.some(({ pointer }) => pointer === "/body/email") ?? false;
  return isEmail ? messages.emailInvalid : messages.codeInvalid;
}
