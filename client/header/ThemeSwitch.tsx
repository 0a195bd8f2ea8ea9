import { Monitor, Moon, Sun } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { chooseTheme, readTheme, themes, type Theme } from "./theme.ts";

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
