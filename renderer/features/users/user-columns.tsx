import type { TFunction } from "i18next";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { exactTime, shortMoment } from "#renderer/platform/i18n/times.ts";
import { PersonAvatar } from "#renderer/platform/people/person-avatar.tsx";
import { languageNames } from "#renderer/platform/people/personal-fields.tsx";
import type { DataColumn } from "#renderer/ui/data-table.tsx";
import type { UserSummary } from "#shared/contract/users.ts";
import { StateMark } from "./state-mark.tsx";
import classes from "./users.module.css";

const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).join(", ");

const Listed = ({ list }: { list: readonly { readonly name: string }[] }) =>
  list.length > 0 ? <span title={names(list)}>{names(list)}</span> : <span className="quiet">–</span>;

const Time = ({ at, never }: { at: string | null; never: string }) =>
  at ? (
    <span className="numbers" title={exactTime(Date.parse(at))}>
      {shortMoment(Date.parse(at))}
    </span>
  ) : (
    <span className="quiet">{never}</span>
  );

/** The columns of the list of people. */
export const userColumns = (t: TFunction): DataColumn<UserSummary>[] => [
  {
    id: "name",
    header: t("people.name"),
    width: 200,
    canSort: true,
    always: true,
    opens: true,
    cell: (user) => (
      <>
        <PersonAvatar person={user} size={26} />
        <span className={`${classes.name} one-line`}>{user.name}</span>
      </>
    ),
  },
  { id: "email", header: t("people.email"), width: 225, canSort: true, cell: ({ email }) => email },
  {
    id: "role",
    header: t("people.role"),
    width: 160,
    canSort: true,
    cell: ({ role, roleName }) => roleLabel(t, { key: role, name: roleName }),
  },
  {
    id: "state",
    header: t("people.state"),
    width: 110,
    canSort: true,
    cell: ({ state }) => <StateMark state={state} />,
  },
  {
    id: "groups",
    header: t("people.groups"),
    width: 125,
    cell: ({ groups }) => <Listed list={groups} />,
  },
  {
    id: "queues",
    header: t("people.queues"),
    width: 160,
    cell: ({ queues }) => <Listed list={queues} />,
  },
  {
    id: "skills",
    header: t("people.skills"),
    width: 180,
    cell: ({ skills }) => <Listed list={skills.map(({ name, level }) => ({ name: `${name} (${level})` }))} />,
  },
  {
    id: "maxConversations",
    header: t("people.maxShort"),
    width: 80,
    align: "end",
    cell: ({ usual, maxConversations, maxVoice, maxVideo }) =>
      [maxConversations ?? usual.chat, maxVoice ?? usual.voice, maxVideo ?? usual.video].join(" / "),
  },
  {
    id: "secondFactor",
    header: t("people.secondFactor"),
    width: 120,
    cell: ({ secondFactor }) => (secondFactor ? t("people.yes") : t("people.no")),
  },
  {
    id: "language",
    header: t("people.language"),
    width: 150,
    cell: ({ language }) => languageNames[language],
  },
  { id: "timeZone", header: t("people.timeZone"), width: 160, cell: ({ timeZone }) => timeZone },
  {
    id: "lastSeenAt",
    header: t("people.lastSeenAt"),
    width: 155,
    canSort: true,
    cell: ({ lastSeenAt }) => <Time at={lastSeenAt} never={t("people.never")} />,
  },
  {
    id: "createdAt",
    header: t("people.createdAt"),
    width: 170,
    canSort: true,
    cell: ({ createdAt }) => <Time at={createdAt} never="–" />,
  },
];
