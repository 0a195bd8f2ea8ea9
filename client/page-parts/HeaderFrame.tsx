import { Fragment, type ReactNode } from "react";

/**
 * The one line on top of every page: where one is, as a trail from the forum down, and what can be done. The server
 * draws its pages with it too, so that nothing moves when the client's comes in its place.
 */
export function HeaderFrame({
  home,
  trail,
  arrow,
  children,
}: {
  /** The link to the library. */
  home: ReactNode;
  trail: readonly ReactNode[];
  /** What stands between the steps of the trail. */
  arrow: ReactNode;
  /** What can be done. */
  children: ReactNode;
}): ReactNode {
  return (
    <header className="header">
      <a className="skip-link visually-hidden" href="#main">
        Skip to the text
      </a>
      <nav className="trail" aria-label="Where you are">
        <ol>
          <li className="trail-forum">{home}</li>
          {trail.map((step, index) => (
            <Fragment key={index}>
              <li aria-hidden className="trail-arrow">
                {arrow}
              </li>
              <li>{step}</li>
            </Fragment>
          ))}
        </ol>
      </nav>
      <div className="header-actions">{children}</div>
    </header>
  );
}
