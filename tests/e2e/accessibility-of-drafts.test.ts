import { lookAtEveryPage } from "./check-every-page.ts";

lookAtEveryPage("drafts");
