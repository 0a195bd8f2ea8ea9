import { lookAtEveryPage } from "./check-every-page.ts";

lookAtEveryPage("lists");
