import { useTranslations } from "next-intl";
import { revokeTokenAction } from "@/lib/tokens/actions";
import type { TokenView } from "@/lib/tokens/queries";
import { useDates } from "../ui/dates";

/** The programs that may act for somebody, each with a way to end it. */
export function TokenList({ tokens }: { tokens: TokenView[] }) {
  const t = useTranslations("tokens");
  if (tokens.length === 0) return <p className="page-intro">{t("empty")}</p>;
  return (
    <ul className="sessions">
      {tokens.map((token) => (
        <TokenRow key={token.id} token={token} />
      ))}
    </ul>
  );
}

function TokenRow({ token }: { token: TokenView }) {
  const t = useTranslations("tokens");
  const format = useDates();
  const name = token.name || t("byPassword");
  const date = (at: Date) => format.dateTime(at, { dateStyle: "long", timeStyle: "short" });
  return (
    <li className="session">
      <div>
        <p className="name" dir="auto">
          {name}
        </p>
        <p className="when">
          {[scopesOf(t, token), t("since", { when: date(token.createdAt) })].join(" · ")}
        </p>
        <p className="when">
          {token.lastUsedAt ? t("lastUsed", { when: format.relativeTime(token.lastUsedAt) }) : t("neverUsed")}
          {" · "}
          {t("expires", { when: date(token.expiresAt) })}
        </p>
      </div>
      <form action={revokeTokenAction}>
        <button
          type="submit"
          className="btn btn-outline-secondary"
          name="tokenId"
          value={token.id}
          aria-label={t("revokeNamed", { name })}
        >
          {t("revoke")}
        </button>
      </form>
    </li>
  );
}

function scopesOf(t: ReturnType<typeof useTranslations<"tokens">>, { scopes }: TokenView): string {
  if (scopes.includes("account")) return t("everything");
  return scopes.includes("write") ? t("scopesWrite") : t("scopesRead");
}
