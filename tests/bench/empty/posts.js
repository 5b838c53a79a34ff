// As long as posts are, and always the same.
const WORDS = "thunder market story journey library music harbour mountain morning garden winter silence";

export const posts = Array.from({ length: 25 }, (_, index) => ({
  id: 3476328162309790 - index * 1273,
  username: `person${index}`,
  name: `Person ${index}`,
  body: `Post ${index}: ${WORDS} ${WORDS}`,
  at: "2026-11-23T01:35:30.251Z",
  exactly: "Monday, November 23, 2026 at 1:35 AM",
  ago: "51 minutes ago",
}));
