/** Read by the page's script too, which takes it away once shown; it holds nothing secret. */
export const FLASH_COOKIE = "mb.flash";
