"use client";

import { useCallback, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import type { Locale } from "@/lib/people/schema";
import { nameOfLanguage, type Said, translateHere, translateThere } from "./translator";

interface TranslationsProps {
  locale: Locale;
  /** Who translates: our server, or this browser where it can. */
  by: "server" | "browser";
  words: {
    busy: string;
    /** With `{language}` and `{provider}` in their places. */
    by: string;
    browser: string;
    original: string;
    failed: string;
    unable: string;
  };
}

/** What stands below a post since its link was used; `null` while it is on its way. */
type Open = Map<HTMLElement, Said | null>;

/**
 * Translates posts in their place: one listener for all links of a page, in lists that grow too.
 * components/posts/translate-link.tsx draws the links.
 */
export function Translations({ locale, by, words }: TranslationsProps) {
  const [open, setOpen] = useState<Open>(new Map());
  const put: Put = useCallback((place, said) => {
    place.toggleAttribute("data-open", said !== undefined);
    setOpen((before) => {
      // Of pages that were left nothing is kept.
      const after = new Map([...before].filter(([{ isConnected }]) => isConnected));
      if (said === undefined) after.delete(place);
      else after.set(place, said);
      return after;
    });
  }, []);

  useTranslateLinks(locale, by, words, put);
  return [...open].map(([place, said]) =>
    createPortal(
      said ? (
        <Told said={said} place={place} locale={locale} words={words} onClose={() => put(place, undefined)} />
      ) : (
        <p className="spinner-border spinner-border-sm" role="status">
          <span className="visually-hidden">{words.busy}</span>
        </p>
      ),
      place,
      place.dataset.translate,
    ),
  );
}

type Put = (place: HTMLElement, said: Said | null | undefined) => void;

/** Answers the links of the page. */
function useTranslateLinks(
  locale: Locale,
  by: TranslationsProps["by"],
  words: TranslationsProps["words"],
  put: Put,
): void {
  useEffect(() => {
    // The links show where somebody can translate: components/styles/_translation.scss
    if (by === "browser" && "Translator" in window) document.documentElement.dataset.translator = "browser";
    const translate = by === "server" ? translateThere : translateHere;
    const onClick = async (event: MouseEvent) => {
      const place = (event.target as Element).closest<HTMLElement>(
        "[data-translate] > button",
      )?.parentElement;
      if (!place) return;
      put(place, null);
      put(place, await translate(place, locale, words));
    };
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, [by, locale, words, put]);
}

interface ToldProps extends Pick<TranslationsProps, "locale" | "words"> {
  said: Said;
  place: HTMLElement;
  onClose: () => void;
}

function Told({ said, place, locale, words, onClose }: ToldProps) {
  const language = nameOfLanguage(place.dataset.from ?? "", locale);
  const by = words.by.replace("{language}", language);
  return "error" in said ? (
    <div role="alert">
      <p className="field-error">{said.error}</p>
      <button type="button" className="link-button" onClick={onClose}>
        {words.original}
      </button>
    </div>
  ) : (
    <div role="status">
      <p className="body" dir="auto" lang={locale}>
        {said.text}
      </p>
      <p className="translation-by">
        {by.replace("{provider}", said.provider)}{" "}
        <button type="button" className="link-button" onClick={onClose}>
          {words.original}
        </button>
      </p>
    </div>
  );
}
