import { Monitor, Moon, Sun } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import * as messages from "#core/messages/interface.en.ts";

/** Colour themes: the system's, or one the reader chose. */
const themes = ["system", "light", "dark"] as const;
type Theme = (typeof themes)[number];

/** theme.js reads it too, before the first paint. */
const key = "rapporteur:theme";

/** Returns the reader's choice. Without one, or if storage is blocked, returns "system". */
function readTheme(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  return themes.find((theme) => theme === chosen) ?? "system";
}

/** Applies a theme to the page and stores it for the next visit. */
function chooseTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  try {
    if (theme === "system") localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // Storage is blocked (a private window): the choice applies to this page only.
  }
}

const names: Record<Theme, string> = {
  system: messages.themeSystem,
  light: messages.themeLight,
  dark: messages.themeDark,
};
const icons = { system: Monitor, light: Sun, dark: Moon };

/** A button for the colour theme: light, dark, or the system's. */
export function ThemeSwitch(): ReactNode {
  const [theme, setTheme] = useState(readTheme);
  const Icon = icons[theme];
  return (
    <MenuTrigger>
      <Button className="icon-button" aria-label={messages.colourTheme}>
        <Icon size={18} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={messages.colourTheme}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[theme]}
          onSelectionChange={(chosen) => {
            const next = themes.find((name) => chosen !== "all" && chosen.has(name)) ?? "system";
            chooseTheme(next);
            setTheme(next);
          }}
        >
          {themes.map((name) => (
            <MenuItem key={name} id={name} className="menu-item">
              {names[name]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
