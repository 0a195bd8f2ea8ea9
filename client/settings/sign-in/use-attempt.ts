import { useState } from "react";
import { signInPage as messages } from "#core/messages/catalogues.ts";
import { ProblemError } from "../../api/problem-error.ts";
import { PasskeyNotUsed } from "./passkeys.ts";

/** Runs one attempt at a time, and keeps the reason why the last one failed. */
export function useAttempt(): {
  busy: boolean;
  error: string | null;
  attempt: (act: () => Promise<void>) => Promise<void>;
} {
  const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: null });
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
  if (problem instanceof PasskeyNotUsed) return messages.passkeyNotUsed;
  if (!(problem instanceof ProblemError)) return String(problem);
  if (problem.code !== "invalid-request") return problem.message;
  const isEmail = problem.problem?.errors?.some(({ pointer }) => pointer === "/body/email") ?? false;
  return isEmail ? messages.emailInvalid : messages.codeInvalid;
}
