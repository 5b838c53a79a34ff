import type { ReactNode } from "react";
import { PageHead } from "../frame/page-head";

interface AuthPanelProps {
  title: string;
  /** Why one is here, when it was not one's own idea. */
  notice?: string;
  children: ReactNode;
  /** The way to the other door. */
  footer: { text: string; href: string; label: string };
}

/** A small page around one form, for people who are not signed in. */
export function AuthPanel({ title, notice, children, footer }: AuthPanelProps) {
  return (
    <>
      <PageHead title={title} />
      <div className="panel">
        {notice && (
          <p className="alert alert-info" role="status">
            {notice}
          </p>
        )}
        {children}
        <p className="panel-foot">
          {footer.text} <a href={footer.href}>{footer.label}</a>
        </p>
      </div>
    </>
  );
}
