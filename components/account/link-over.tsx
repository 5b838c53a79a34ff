import { useTranslations } from "next-intl";
import type { ProofState } from "@/lib/proofs/schema";
import { Icon } from "../ui/icon";
import { AuthPanel } from "./auth-panel";

const REASONS = {
  used: "linkUsed",
  expired: "linkExpired",
  replaced: "linkReplaced",
  unknown: "linkUnknown",
} as const;

interface LinkOverProps {
  title: string;
  state: Exclude<ProofState, "open">;
  /** The way to another one. */
  again: { href: string; label: string };
}

/** A link from a mail that cannot be used any more: why, and where to get another one. */
export function LinkOver({ title, state, again }: LinkOverProps) {
  const t = useTranslations("errors");
  return (
    <AuthPanel title={title} footer={{ text: "", href: again.href, label: again.label }}>
      <p className="alert alert-danger" role="alert">
        <Icon name="warning" />
        {t(REASONS[state])}
      </p>
    </AuthPanel>
  );
}
