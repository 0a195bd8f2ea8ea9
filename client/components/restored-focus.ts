/**
 * When an overlay closes, React Aria returns the focus in the next frame. If that frame comes early, the page is still
 * inert, and the focus is lost (adobe/react-spectrum issue 10610). Returns the focus once the page is no longer inert.
 */
export function watchRestoredFocus(): void {
  const restore = ({ target }: Event): void => {
    if (!(target instanceof HTMLElement)) return;
    const hidden = target.closest("[inert]");
    if (!hidden) return;
    new MutationObserver((_, observer) => {
      observer.disconnect();
      if (document.activeElement === document.body) target.focus({ preventScroll: true });
    }).observe(hidden, { attributeFilter: ["inert"] });
  };
  window.addEventListener("react-aria-focus-scope-restore", restore, { capture: true });
}
