"use client";

import { useSearchParams } from "next/navigation";

/** The field of the box. What stands in the address stands in it, wherever on the page it is drawn. */
export function SearchField({ label, maxLength }: { label: string; maxLength: number }) {
  const q = useSearchParams().get("q") ?? "";
  return (
    <input
      key={q}
      className="form-control"
      type="search"
      name="q"
      defaultValue={q}
      maxLength={maxLength}
      placeholder={label}
      aria-label={label}
      enterKeyHint="search"
      autoComplete="off"
    />
  );
}
