"use client";

import { useEffect } from "react";
import { type CountedWords, sayCounted } from "./counted-words";
import { newestShown, newsCount, useStore } from "./store";

interface NewPostsProps {
  /** The newest post on the page, 0 where there is none. */
  newest: number;
  /** The page that shows the new ones. */
  href: string;
  locale: string;
  words: CountedWords;
  /** From here on it is "50+". */
  countedMax: number;
}

/** Says that the feed has grown. It lies over the page, so that nothing moves that is being read. */
export function NewPosts({ newest, href, locale, words, countedMax }: NewPostsProps) {
  const count = useStore(newsCount, 0);

  useEffect(() => {
    newsCount.set(0);
    newestShown.set(newest);
    return () => newestShown.set(null);
  }, [newest]);

  return (
    <div className="news" role="status">
      {count > 0 && (
        <a className="new-posts" href={href}>
          {sayCounted(words, locale, count, count < countedMax ? undefined : `${countedMax}+`)}
        </a>
      )}
    </div>
  );
}
