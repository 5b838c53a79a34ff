export type IconName =
  | "home"
  | "explore"
  | "search"
  | "messages"
  | "profile"
  | "settings"
  | "sign-in"
  | "sign-out"
  | "register"
  | "warning"
  | "done"
  | "delete";

/** A line drawing from `public/icons.svg`, as large as the text around it asks; only decoration. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" aria-hidden="true">
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}
