import { links } from "@/lib/links";
import type { Person } from "@/lib/people/queries";
import { Avatar } from "./ui/avatar";

/** A person's picture as a second way to their page, for the pointer only: the name beside it is the link for everybody. */
export function AvatarLink({ person, size }: { person: Person; size: 36 | 44 }) {
  return (
    // biome-ignore lint/a11y/useAnchorContent: it repeats the link beside it, and is hidden for that reason.
    <a href={links.profile(person.username)} tabIndex={-1} aria-hidden="true">
      <Avatar src={person.avatar} size={size} />
    </a>
  );
}
