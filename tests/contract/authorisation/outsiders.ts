/** Procedures that are not for staff: those of visitors, and those for everybody. */
export const outsiders: Readonly<Record<string, "visitor" | "public">> = {
  "widget.boot": "public",
  "widget.session": "public",
  "visitor.start": "visitor",
  "visitor.current": "visitor",
  "visitor.events": "visitor",
  "visitor.send": "visitor",
  "visitor.page": "visitor",
  "visitor.visit": "visitor",
  "visitor.askCallback": "visitor",
  "visitor.leave": "visitor",
  "visitor.files.upload": "visitor",
  "profile.confirmEmail": "public",
  "invitations.look": "public",
  "invitations.accept": "public",
};
