import { Monitor, Moon, Sun } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";

/** Colours: the system's, or one the reader chose. */
const themes = ["system", "light", "dark"] as const;
type Theme = (typeof themes)[number];

/** Read by theme.js before the first paint too. */
const key = "rapporteur:theme";

/** The reader's choice; the system's where there is none or storage is refused. */
function readTheme(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  return themes.find((theme) => theme === chosen) ?? "system";
}

/** Puts a choice on the page and keeps it for the next visit. */
function chooseTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  try {
    if (theme === "system") localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // Storage is refused (a private window): the choice holds for this page.
  }
}

const names: Record<Theme, string> = { system: "As the system", light: "Light", dark: "Dark" };
const icons = { system: Monitor, light: Sun, dark: Moon };

/** Light, dark, or as the system has it. */
export function ThemeSwitch(): ReactNode {
  const [theme, setTheme] = useState(readTheme);
  const Icon = icons[theme];
  return (
    <MenuTrigger>
      <Button className="icon-button" aria-label="Colours">
        <Icon size={18} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label="Colours"
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
