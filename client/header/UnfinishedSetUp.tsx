import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { setUpPath } from "#core/contract/settings-pages.ts";
import * as messages from "#core/messages/settings-page.en.ts";
import { setUpQuery } from "./set-up-query.ts";
import "./unfinished-set-up.css";

/** A link to the set-up until its last step ends it: a reminder in a new forum, and the path back from other pages. */
export function UnfinishedSetUp(): ReactNode {
  const setUp = useQuery(setUpQuery).data;
  if (!setUp || setUp.finishedAt !== null) return null;
  const { isFinished, done, skipped, open } = setUp;
  // A forum that was filled otherwise needs no set-up.
  if (isFinished && done.length + skipped.length === 0) return null;
  return (
    <p className="set-up-note">
      {!isFinished && `${messages.setUpUnfinished} `}
      <Link href={`${setUpPath}?step=${open[0] ?? "document"}`}>
        {isFinished ? messages.setUpBack : messages.setUpContinue}
      </Link>
    </p>
  );
}
