/** A post as an index of its own keeps it. */
export interface SearchablePost {
  id: number;
  authorId: number;
  body: string;
  /** ISO 639-1, null where it could not be told. */
  language: string | null;
}

/** What is looked for. All of it must hold at once; without words and phrases, the newest come first. */
export interface SearchQuery {
  words: string[];
  /** Words that stand beside each other, in this order. */
  phrases: string[];
  /** Words and phrases that must not be there. */
  without: string[];
  /** Written by one of them; absent: by anybody. */
  authorIds?: number[];
  /** Ids carry the time of writing, so bounds of time are bounds of ids; both exclusive. */
  aboveId?: number;
  belowId?: number;
  /** ISO 639-1, of the person who asks: its filling words need not be found. */
  language: string;
}

/** Finds posts. Hits are ids: what may be shown of them only the database says. */
export interface Search {
  /** Takes posts up, or what they have become. @throws TemporaryFailure, PermanentFailure */
  index(posts: SearchablePost[]): Promise<void>;
  /** Forgets posts; unknown ids are none of its worries. @throws TemporaryFailure, PermanentFailure */
  remove(ids: number[]): Promise<void>;
  /**
   * The best `limit` hits, best first and newest first among equals. A misspelt or unfinished word finds
   * what it may stand for, below what it says.
   *
   * @throws TemporaryFailure, PermanentFailure
   */
  query(query: SearchQuery, limit: number): Promise<number[]>;
  /** Builds the index anew from all posts, while the old one answers. @throws TemporaryFailure, PermanentFailure */
  reindex(posts: AsyncIterable<SearchablePost[]>): Promise<void>;
}

/** An index outside of the database, which can fall out of step with it. */
export interface SearchCopy extends Search {
  /** The ids it holds, above one and up to another. @throws TemporaryFailure, PermanentFailure */
  idsBetween(aboveId: number, upToId: number): Promise<number[]>;
}
