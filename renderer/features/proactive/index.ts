export { InvitationsPage } from "./invitations-page.tsx";
export { VisitorsButton } from "./visitors-button.tsx";
