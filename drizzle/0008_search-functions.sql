-- What a search in PostgreSQL goes by. Both extensions are trusted: the owner of a database may add them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS unaccent;
--> statement-breakpoint
-- Words as they stand, without accents: the fall-back where a post's language is not known.
CREATE TEXT SEARCH CONFIGURATION words (COPY = simple);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION words
  ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part, numword, numhword, hword_numpart
  WITH unaccent, simple;
--> statement-breakpoint
-- A text without the signs that PostgreSQL's parser would keep together ("and/or", "end.Next", "e-mail").
CREATE FUNCTION search_text(body text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translate(normalize(body, NFKC), '/._-:@#+=&?%~\<>', repeat(' ', 16))
$$;
--> statement-breakpoint
-- Every language for which PostgreSQL brings a stemmer, by its ISO 639-1 code.
CREATE FUNCTION search_languages() RETURNS TABLE (code text, configuration regconfig)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  VALUES ('ar', 'pg_catalog.arabic'::regconfig), ('ca', 'pg_catalog.catalan'), ('da', 'pg_catalog.danish'),
    ('de', 'pg_catalog.german'), ('el', 'pg_catalog.greek'), ('en', 'pg_catalog.english'),
    ('es', 'pg_catalog.spanish'), ('eu', 'pg_catalog.basque'), ('fi', 'pg_catalog.finnish'),
    ('fr', 'pg_catalog.french'), ('ga', 'pg_catalog.irish'), ('hi', 'pg_catalog.hindi'),
    ('hu', 'pg_catalog.hungarian'), ('hy', 'pg_catalog.armenian'), ('id', 'pg_catalog.indonesian'),
    ('it', 'pg_catalog.italian'), ('lt', 'pg_catalog.lithuanian'), ('ne', 'pg_catalog.nepali'),
    ('nl', 'pg_catalog.dutch'), ('no', 'pg_catalog.norwegian'), ('pt', 'pg_catalog.portuguese'),
    ('ro', 'pg_catalog.romanian'), ('ru', 'pg_catalog.russian'), ('sr', 'pg_catalog.serbian'),
    ('sv', 'pg_catalog.swedish'), ('ta', 'pg_catalog.tamil'), ('tr', 'pg_catalog.turkish'),
    ('yi', 'pg_catalog.yiddish')
$$;
--> statement-breakpoint
-- The stems of a text in its own language, each marked with it: "en/run". Stems of two languages may
-- look the same and mean something else.
CREATE FUNCTION search_stems(language text, body text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
  SELECT array(
    SELECT code || '/' || lexeme
    FROM search_languages(), unnest(to_tsvector(configuration, search_text(body)))
    WHERE code = language
  )
$$;
--> statement-breakpoint
-- Chinese and Japanese put no space between words, and Korean ties particles to them: their texts are
-- found by pairs of neighbouring letters ("g/한국", "g/국어") and by the last letter of a stretch.
CREATE FUNCTION search_pairs(body text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
  SELECT array(
    SELECT DISTINCT 'g/' || substr(stretch[1], place, 2)
    FROM regexp_matches(normalize(body, NFKC), '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]+', 'g') stretch,
      generate_series(1, length(stretch[1])) place
  )
$$;
--> statement-breakpoint
CREATE FUNCTION search_vector(language text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
  SELECT to_tsvector('words', search_text(body)) || array_to_tsvector(search_stems(language, body) || search_pairs(body))
$$;
--> statement-breakpoint
-- Whether a lexeme belongs to the vocabulary.
CREATE FUNCTION is_search_word(lexeme text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT length(lexeme) BETWEEN 2 AND 30 AND lexeme !~ '[0-9]|^g/'
$$;
--> statement-breakpoint
-- Adds the words and stems of new texts to the vocabulary. In their order, so that two writers cannot wait
-- for each other; very long ones and numbers are nobody's typing errors.
CREATE FUNCTION note_search_words() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO search_words (word)
  SELECT DISTINCT lexeme
  FROM written, unnest(written.searchable)
  WHERE is_search_word(lexeme) AND NOT EXISTS (SELECT FROM search_words known WHERE known.word = lexeme)
  ORDER BY lexeme
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER posts_note_search_words_of_new AFTER INSERT ON posts
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_search_words();
--> statement-breakpoint
CREATE TRIGGER posts_note_search_words_of_changed AFTER UPDATE ON posts
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION note_search_words();
--> statement-breakpoint
-- A person's names as one text without accents, syllables taken apart: what a search for people looks at.
CREATE FUNCTION search_name(username text, display_name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
  SELECT normalize(unaccent(lower(normalize(username || ' ' || coalesce(display_name, ''), NFKC))), NFD)
$$;
