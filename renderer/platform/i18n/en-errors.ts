import { enAutomationErrors } from "./en-automation.ts";
import { enPhoneErrors } from "./en-phone.ts";
import { enRecordingErrors } from "./en-recordings.ts";

/** What people read for each code of the error catalogue that can reach a desk. */
export const enErrors = {
  ...enAutomationErrors,
  network: "The server was not reached. Check your network; nothing is lost.",
  timeout: "The server did not answer in time. Try again.",
  internal: "Something went wrong on our side. It has been logged; try again.",
  request: {
    invalid: "Something is not valid: see the marked fields.",
    too_large: "This is larger than we accept. Send less at a time.",
    rate_limited: "Too many requests. Wait a moment, then try again.",
    not_found: "There is nothing here any more.",
  },
  session: {
    required: "You are not signed in. Sign in and try again.",
    ended: "This session has ended. Sign in again; drafts are kept.",
  },
  permission: {
    denied: "Your role does not allow this. An administrator can change that.",
    field: "Your role does not let you change the named fields. Nothing was saved.",
  },
  preview: {
    read_only: "You are looking as another role, which is read only. Go back to your own role first.",
  },
  auth: {
    wrong_code: "This code is wrong, or was used before. Wait for the next one and try again.",
    step_ended: "This took too long, or there were too many wrong codes. Sign in with your password again.",
    passkey_refused: "This passkey does not sign in here. Use another one, or your password.",
    wrong_credentials: "E-mail or password is wrong.",
    wrong_password: "The password is wrong. Nothing was changed.",
    second_factor_required: "Your role needs a second factor. Set one up in your profile to go on.",
    address_not_allowed: "Signing in is not allowed from this address. Ask an administrator.",
  },
  password: {
    refused: "This password cannot be taken: it is too short, or known from data breaches. Choose another.",
  },
  user: {
    not_found: "There is no such person, or not one you may see.",
    stale: "Somebody else has changed this person meanwhile. Look again, then repeat.",
  },
  email: {
    taken: "This e-mail address belongs to another account.",
    link_invalid: "This link has been used or has expired. Ask for the change again in your profile.",
  },
  photo: {
    invalid: "This is not a photo we can read. Use a PNG, JPEG or WebP of at most 5 MB.",
  },
  invitation: {
    not_found: "There is no such open invitation.",
    invalid: "This invitation has been used, taken back or has expired. Ask for a new one.",
  },
  role: {
    not_found: "There is no such role in this workspace.",
    not_yours_to_give: "You cannot give this role: only roles that your own reaches.",
    too_wide: "This role would allow more than your own. Take the named permissions out.",
    too_many: "There are 50 custom roles already. Delete one first.",
    built_in: "Built-in roles cannot be changed. Make a copy and change that.",
    in_use: "People have this role. Give them another one first.",
  },
  owner: {
    last: "Somebody must be at the top of this workspace. Hand the place to another person first.",
    needs_administrator: "The ownership goes to an active Administrator only. Make the person one first.",
  },
  group: {
    not_found: "There is no such group, or not one you may see.",
    nobody: "Nobody in this group receives conversations. Choose another one, or a person.",
    leader_cannot: "The named people cannot lead a group: their role has nobody to look after.",
  },
  queue: {
    overflow_loop: "With these rules somebody would be sent round in a circle and never answered.",
    used_by_queues: "Other queues send on to this one whom they cannot serve. Change their rules first.",
    not_found: "There is no such queue in this workspace.",
    supervisor_cannot:
      "The named people cannot be assigned as supervisors: their role does not watch queues.",
    in_use: "Conversations are waiting in this queue. Move them first.",
  },
  skill: {
    asked_for: "Queues ask for this skill, so it stays. Take it out of their rules first.",
    not_found: "There is no such skill in this workspace.",
    in_use: "People hold this skill, so it stays. Take it from them first.",
  },
  status: {
    absent: "This person is not connected. Only Offline can be set until they are back.",
    none: "The role of this person has no status.",
    not_found: "There is no such status in this workspace.",
    reason_needed: "This status asks for a reason. Say why you choose it.",
    too_many: "Ten statuses of your own are in use already. Archive one of them first.",
  },
  name: {
    taken: "There is one of this name already. Choose another name.",
  },
  record: {
    stale: "Somebody else has changed this meanwhile. Look again, then repeat.",
  },
  security: {
    shuts_you_out: "With these rules you could not sign in yourself from where you are. Nothing was saved.",
  },
  factor: {
    wrong_code: "This code is wrong, or was used before. Wait for the next one and try again.",
    on_already: "There is an authenticator app in force already. Switch it off to set up another one.",
    not_started: "No authenticator app has been set up. Begin with a new key for it.",
  },
  passkey: {
    refused: "The passkey was not made as we asked, or took too long. Try again.",
    not_found: "There is no such passkey among yours.",
  },
  sso: {
    not_set_up: "No company sign-in is set up for this address. Use your password.",
    issuer_unreachable:
      "The identity provider does not answer as OpenID Connect. Check the issuer's address.",
    domain_taken: "Another workspace signs people of this domain in.",
  },
  conversation: {
    not_found: "There is no such conversation, or it is not yours to see.",
    closed: "This conversation is closed. It opens again when the customer writes.",
    not_assigned: "This conversation is not assigned to you any more, so nothing was sent to the customer.",
    not_parked: "This conversation is not parked any more. Look at it again.",
    already_assigned: "Somebody else has taken this conversation.",
    stale: "This conversation has changed meanwhile. Look at it again, then repeat.",
  },
  help: {
    not_found: "There is no such request for help, or it is not yours to see.",
    open_already:
      "Help has been asked for in this conversation already. Wait for it, or take the request back.",
    gone: "Somebody else has taken this request for help, or it is over.",
  },
  offer: {
    not_found: "There is no such offer any more.",
    gone: "This offer has ended: it timed out, or somebody else has answered.",
  },
  agent: {
    at_capacity: "The highest number of open conversations is reached. Close one first.",
    not_found: "There is no such colleague in this workspace.",
    not_available: "This colleague is not available for conversations now.",
  },
  assistant: { not_found: "There is no such virtual assistant in this workspace." },
  webhook: { not_allowed: "A webhook needs an https address on the public internet. Nothing was saved." },
  site_invitation: { not_found: "There is no such invitation in this workspace." },
  customer: {
    not_found: "There is no such customer, or not one you serve.",
    in_conversation: "This customer is in a conversation already, so you cannot write to him first.",
  },
  shortcut: {
    not_found: "There is no such shortcut, or it is not yours to use.",
    other_tags: "This shortcut is only for conversations with one of its tags.",
    too_many: "There are as many shortcuts as there can be. Delete one that nobody uses.",
  },
  message: {
    no_text: "This message has no text in any language. Write one before it is switched on.",
    client_id_reused: "This message id was used before for another text. The first message stands.",
  },
  file: {
    not_found: "There is no such file, or it is not yours to see.",
    too_large: "The file is larger than 10 MB. Send a smaller one, or a link.",
    empty: "The file is empty. Choose another one.",
  },
  server: { busy: "The server is busy or restarting. What you wrote is kept and sent again." },
  recording: enRecordingErrors,
  call: {
    not_found: "There is no such call, or it is not yours.",
    over: "This call is over.",
    wrong_state: "This cannot be done with the call as it is now.",
    elsewhere: "Another window has the sound of this call.",
    media_failed: "Sound and picture could not be set up. Try again in a moment; the call goes on.",
    busy: "There is a call already. End it first.",
    colleague_away: "This colleague is not there now.",
    not_offered: "Calls of this kind are not offered here at the moment.",
    colleague_busy: "This colleague is in a call. Try again later.",
    nobody_free: "Nobody of them is there and free now. Call one of them by name, or try again later.",
    history_closed:
      "Your workspace, or your group, keeps the history of calls closed. An administrator can open it.",
  },
  extension: {
    not_found: "Nobody has this extension. Look among the contacts.",
    taken: "Somebody else has this extension already. Choose another one.",
    reserved: "This number calls for help or a public service in some countries. Choose another one.",
    no_room: "There are not so many free numbers of this length. Choose more digits.",
  },
  phone: enPhoneErrors,
  wrap_up: {
    no_more_time: "The queue gives no more time for this. Save it.",
    not_found: "This after-contact work has ended.",
    incomplete: "This queue asks for more before the work can be saved.",
  },
  disposition: {
    not_found: "There is no such outcome any more. Choose another one.",
    last: "Conversations need at least one outcome to end with. Add another one first.",
  },
  tag: {
    not_found: "There is no such tag any more.",
    in_use: "This tag is in use, and your role deletes unused ones only. Ask an administrator.",
  },
  topic_set: {
    not_found: "There is no such topic set any more.",
    in_use: "Queues ask for this set, and your role deletes unused ones only. Ask an administrator.",
  },
  topic: {
    not_found: "There is no such topic any more. Choose another one.",
    too_deep: "Topics are nested four deep at most. Choose another place.",
  },
} as const;
