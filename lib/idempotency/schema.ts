/** How long a repeated request is recognised; clients give up long before. */
export const KEPT_HOURS = 24;
