/** What the framework costs by itself: the pages of tests/bench/empty, beside which ours are measured. */
export const REFERENCES = [
  { name: "empty", title: "An empty page of the framework", path: "/" },
  { name: "empty-list", title: "A list of 25 posts, nothing else", path: "/list" },
  { name: "empty-route", title: "The same list as JSON", path: "/route" },
] as const;
