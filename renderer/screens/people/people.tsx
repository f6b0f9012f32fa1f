import { PersonStatus } from "#renderer/features/status/index.ts";
import { UserPage, UsersPage } from "#renderer/features/users/index.ts";
import type { UserProfile } from "#shared/contract/users.ts";

const more = (user: UserProfile) => (user.isSelf ? null : <PersonStatus key={user.id} person={user} />);

/** Setup > Users, with the status of whoever is looked at. */
export const PeoplePage = () => <UsersPage more={more} />;

/** One person on a page of his own, with his status. */
export const PersonPage = () => <UserPage more={more} />;
