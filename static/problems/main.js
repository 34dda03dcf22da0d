/** What errors mean: nothing here needs a script but the frame of the page. */

import { tidy } from "../base/address.js";
import { find, stateOfPage } from "../base/find.js";
import { pageFrame } from "../shell/page_frame.js";

stateOfPage();
pageFrame(find);
tidy(["lang"]);
