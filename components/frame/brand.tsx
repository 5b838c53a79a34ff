/** The site's mark. */
export function Brand() {
  return (
    <svg className="brand-mark" width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="9" />
      <path d="M7 19V10.5l4.2 5 4-5V19M19.2 9.5v9.5" />
    </svg>
  );
}
