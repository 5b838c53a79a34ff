import { links } from "@/lib/links";
import type { Person } from "@/lib/people/queries";
import { shownName } from "@/lib/people/rules";

/**
 * Somebody's name as a link to their page; the username beside it where another name is shown first.
 * Where their picture stands before it, the picture belongs to the link (styles/_people.scss): one
 * link for two things, and one stop on the way through the page.
 */
export function PersonLink({ person }: { person: Person }) {
  return (
    <>
      <a className="name" href={links.profile(person.username)} data-card={person.username} dir="auto">
        {shownName(person)}
      </a>
      {person.displayName && <span className="handle">{`@${person.username}`}</span>}
    </>
  );
}
