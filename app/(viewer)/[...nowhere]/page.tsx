import { openPage } from "@/app/doors";

/** Whatever address no other page has. */
export default openPage(async () => null);
