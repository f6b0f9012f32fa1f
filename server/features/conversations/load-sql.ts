import { type Medium, media, perMedium } from "#shared/domain/media.ts";
import { usualWeight } from "#shared/domain/queue-rules.ts";
import { type Loaded, secondsPerPriority } from "#shared/domain/routing/index.ts";
import { defaultSettings } from "#shared/domain/settings.ts";

/** The SQL form of `urgencyOf()` for a waiting conversation `c`, the higher goes first; as of any one moment. */
export const urgencySql = (c: string): string =>
  `(${c}.priority * ${secondsPerPriority} - extract(epoch from ${c}.waiting_since))`;

/**
 * The SQL form of `weighs()` in `shared/domain/routing`: a conversation `c` of a workspace `w` counts for its agent's
 * load. Parked ones do not, nor do chats in which nobody has written for as long as the workspace says.
 */
export const weighsSql = (c: string, w: string): string => weighsAfterSql(c, idleSecondsSql(w));

/** After how many seconds a chat in which nobody writes weighs nothing in a workspace `w`; 0: it always does. */
export const idleSecondsSql = (w: string): string =>
  `coalesce((${w}.settings->'routing'->>'idleChatSeconds')::int, 0)`;

/** `weighsSql` where the seconds are known already. */
export const weighsAfterSql = (c: string, seconds: string): string =>
  `(${c}.parked_until is null and (${c}.medium <> 'chat' or ${seconds} = 0
    or greatest(${c}.last_message_at, ${c}.assigned_at) > now() - make_interval(secs => ${seconds})))`;

const columns = { chat: "max_conversations", voice: "max_voice", video: "max_video" } as const;

/** How many of a medium a person `u` of a workspace `w` takes at once: his own number, or the workspace's. */
export const mostSql = (medium: Medium, u: string, w: string): string =>
  `coalesce(${ownMostSql(medium, u)}, ${usualMostSql(medium, w)})`;

/** The person's own number; null: as many as the workspace says. */
export const ownMostSql = (medium: Medium, u: string): string => `${u}.${columns[medium]}`;

/** The workspace's number. */
export const usualMostSql = (medium: Medium, w: string): string =>
  `coalesce((${w}.settings->'routing'->'most'->>'${medium}')::int, ${defaultSettings.routing.most[medium]})`;

/** What a conversation `c` of a queue `q` weighs, per cent of a place of its medium. */
export const weightSql = (c: string, q: string): string =>
  `coalesce((${q}.rules->'loads'->>${c}.medium)::int, ${usualWeight})`;

/** Who is in a call with colleagues, or is rung for one, as `user_id` by call `k`: it takes his hands as a customer's does. */
export const amongColleaguesSql = `select leg->>'userId' as user_id from calls k cross join jsonb_array_elements(k.legs) leg
  where k.ended_at is null and k.direction = 'internal' and leg->>'userId' is not null and leg->>'state' <> 'gone'`;

/** What the calls with colleagues of one person `u` weigh, as rows beside those of his conversations. */
export const colleagueLoadSql = (u: string): string =>
  `select 'voice', ${usualWeight} from (${amongColleaguesSql} and k.workspace_id = ${u}.workspace_id) t where t.user_id = ${u}.id`;

/** Counts and weights by medium of rows `x` with `medium` and `weight`, as `chat`, `chat_weight` and so on. */
export const sumsSql = (x: string): string =>
  media
    .map((medium) => {
      const of = `filter (where ${x}.medium = '${medium}')`;
      return `count(*) ${of}::int as ${medium}, coalesce(sum(${x}.weight) ${of}, 0)::int as ${medium}_weight`;
    })
    .join(", ");

/** A row with what `sumsSql` and, as `chat_most` and so on, `mostSql` give. */
export type LoadRow = Readonly<Record<Medium | `${Medium}_weight` | `${Medium}_most`, number>>;

/** What load is reckoned from, of such a row. */
export const loadedOf = (row: LoadRow): Loaded => ({
  most: perMedium((medium) => row[`${medium}_most`]),
  working: perMedium((medium) => row[medium]),
  weighing: perMedium((medium) => row[`${medium}_weight`]),
});
