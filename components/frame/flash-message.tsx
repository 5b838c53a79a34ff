import { useTranslations } from "next-intl";
import type { Flash } from "@/lib/web/flash-cookie";
import { Icon } from "../ui/icon";
import { FlashBar } from "./flash-bar";

/** What has just happened, told once. It comes first in the reading order, and is drawn under the heading. */
export function FlashMessage({ flash }: { flash: Flash }) {
  const t = useTranslations("flash");
  const key = flash.key as Parameters<typeof t>[0];
  if (!t.has(key)) return null;
  return (
    <FlashBar>
      <p className="alert alert-info">
        <Icon name="done" />
        {t(key, flash.values as never)}
      </p>
    </FlashBar>
  );
}
