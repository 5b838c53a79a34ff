import Link from "next/link";

/** What a list shows when there is nothing in it: one friendly sentence, and what to do next. */
export function Empty({ text, action }: { text: string; action?: { href: string; label: string } }) {
  return (
    <div className="empty">
      <p>{text}</p>
      {action && (
        <Link className="btn btn-outline-primary" href={action.href}>
          {action.label}
        </Link>
      )}
    </div>
  );
}
