import type { Viewer } from "@/lib/context";
import type { ListedPerson } from "@/lib/follows/queries";
import { Avatar } from "../ui/avatar";
import { Follow } from "./follow";
import { PersonLink } from "./person-link";

interface PersonListProps {
  people: ListedPerson[];
  viewer: Viewer;
  /** In the third column there is only room for names. */
  isCompact?: boolean;
}

/** People, each with a button to follow them. */
export function PersonList({ people, viewer, isCompact = false }: PersonListProps) {
  return (
    <ul className={isCompact ? "people people-compact" : "people"}>
      {people.map((person) => (
        <li key={person.id} className="person">
          <Avatar src={person.avatar} size={isCompact ? 36 : 44} />
          <div className="person-main">
            <PersonLink person={person} />
          </div>
          {person.id !== viewer.id && <Follow person={person} />}
          {!isCompact && person.aboutMe && (
            <p className="person-about" dir="auto">
              {person.aboutMe}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
