import { type ReactNode, useState } from "react";
import { colleagues as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { ProblemError } from "../../api/problem-error.ts";

/** Asks the owner of an address that was replaced whether the new one opens their drafts at once. */
export function AddressAgreement({
  link,
}: {
  /** The person's id and the token, from the message. */ link: string;
}): ReactNode {
  const [isDone, setDone] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [participant = "", token = ""] = link.split(".");
  const agree = async (): Promise<void> => {
    try {
      await call("agreeToAddress", { params: { participant }, body: { token } });
      setDone(true);
    } catch (problem) {
      const isEnded = problem instanceof ProblemError && problem.code === "link-not-valid";
      setError(isEnded ? messages.addressEnded : String(problem instanceof Error ? problem.message : problem));
    }
  };
  if (isDone) return <p role="status">{messages.addressAgreed}</p>;
  return (
    <div className="sign-in">
      <p className="page-about">{messages.addressAbout}</p>
      <p className="page-about">{messages.addressAdvice}</p>
      {error !== null && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <div className="sign-in-actions">
        <button type="button" className="button button-primary" onClick={() => void agree()}>
          {messages.addressAgree}
        </button>
      </div>
    </div>
  );
}
