import { textParts } from "@/lib/text/rules";

/** A person's text as they typed it, with its web addresses as links. Never anything but text. */
export function RichText({ text, lang }: { text: string; lang?: string }) {
  return (
    <p className="body" dir="auto" lang={lang}>
      {textParts(text).map((part, index) =>
        part.href ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places.
          <a key={index} href={part.href} rel="nofollow noopener ugc">
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}
