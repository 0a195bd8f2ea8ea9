import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/patterns.css";
import "./styles/draft.css";
import { App } from "./app/App.tsx";
import { preload } from "./app/pages.ts";
import { watchPresses } from "./components/press.ts";
import { watchRestoredFocus } from "./components/restored-focus.ts";

/**
 * Renders the page once all its data is there. Until then the server's HTML stays readable. React then replaces it in
 * one paint, with the text in the same position. The page itself reports whatever fails to load.
 */
async function start(root: HTMLElement): Promise<void> {
  await preload(location.pathname);
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

const root = document.getElementById("root");
watchPresses();
watchRestoredFocus();
if (root) void start(root);
