/** One thing that was looked at. */
export interface Finding {
  check: string;
  state: "ok" | "warning" | "failed";
  /** What was seen; never a secret. */
  found: string;
  /** What to do about it. */
  remedy?: string;
}

export const ok = (check: string, found: string): Finding => ({ check, state: "ok", found });

export const warning = (check: string, found: string, remedy: string): Finding => ({
  check,
  state: "warning",
  found,
  remedy,
});

export const failed = (check: string, found: string, remedy: string): Finding => ({
  check,
  state: "failed",
  found,
  remedy,
});
