import { Fragment, type ReactNode } from "react";
import type { Me } from "#core/contract/forum-operations.ts";

/** The line on top of every page: where one is, as a trail from the forum down, and who reads. */
export function SiteHeader({
  forum,
  trail,
  me,
}: {
  forum: string;
  trail: readonly ReactNode[];
  me: Me | null;
}): ReactNode {
  return (
    <header className="header">
      <a className="skip-link visually-hidden" href="#main">
        Skip to the text
      </a>
      <nav className="trail" aria-label="Where you are">
        <ol>
          <li className="trail-forum">
            <a href="/">{forum}</a>
          </li>
          {trail.map((step, index) => (
            <Fragment key={index}>
              <li aria-hidden className="trail-arrow">
                ›
              </li>
              <li>{step}</li>
            </Fragment>
          ))}
        </ol>
      </nav>
      <div className="header-actions">
        {me?.participant ? (
          <form method="post" action="/sign-out">
            <button className="button button-quiet" type="submit">
              Sign out {me.participant.name}
            </button>
          </form>
        ) : (
          <a className="button button-quiet" href="/sign-in">
            Sign in
          </a>
        )}
      </div>
    </header>
  );
}
