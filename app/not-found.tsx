import { useTranslations } from "next-intl";

/**
 * In the place of what the framework would draw, which brings styles that the policy forbids. It is sent
 * along with every page, once for each layout, so it is a sentence; addresses without a page have a page of
 * their own, (viewer)/[...nowhere].
 */
export default function NotFound() {
  return <p>{useTranslations("notices")("notFoundText")}</p>;
}
