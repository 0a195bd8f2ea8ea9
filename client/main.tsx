import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/draft.css";
import "./page-parts/text-table.css";
import { App } from "./app/App.tsx";
import { preload } from "./app/pages.ts";
import { watchPresses } from "./components/press.ts";

/**
 * Draws the page once all it needs is there. Until then whatever the server wrote into the root stays readable: React
 * replaces it in one paint, with the text at the same place. What fails to load is shown by the page itself.
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
if (root) void start(root);
