import type { ReactNode } from "react";
import type { MarkedPart } from "@/lib/search/rules";
import { type TextPart, textParts } from "@/lib/text/rules";

/** Takes a text apart by what is to be marked in it. */
export type Marked = (text: string) => MarkedPart[];

interface RichTextProps {
  text: string;
  lang?: string;
  marked?: Marked;
}

/** A person's text as they typed it, with its web addresses as links. Never anything but text. */
export function RichText({ text, lang, marked }: RichTextProps) {
  const parts = textParts(text);
  return (
    <p className="body" dir="auto" lang={lang}>
      {marked || parts.some(({ href }) => href) ? withLinks(parts, marked) : text}
    </p>
  );
}

function withLinks(parts: TextPart[], marked?: Marked): ReactNode {
  const draw = (part: string) => (marked ? withMarks(marked(part)) : part);
  return parts.map(({ text, href }, index) =>
    href ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places.
      <a key={index} href={href} rel="nofollow noopener ugc">
        {draw(text)}
      </a>
    ) : (
      draw(text)
    ),
  );
}

const withMarks = (parts: MarkedPart[]): ReactNode =>
  parts.map(({ text, isMatch }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places.
    isMatch ? <mark key={index}>{text}</mark> : text,
  );
